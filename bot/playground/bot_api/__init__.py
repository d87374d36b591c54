"""A Bot API server of our own: Telegram as one bot sees it, on the loopback interface."""
