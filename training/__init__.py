"""How the models beside the readers are made. Neither bot nor tests need what this needs (the extra `train`)."""
