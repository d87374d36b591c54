"""What a text means, in figures: one encoder of our own for all readers, and the examples it learnt from."""
