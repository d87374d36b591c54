"""One table of states and transitions per conversation. No talk imports another: they hand over by name."""
