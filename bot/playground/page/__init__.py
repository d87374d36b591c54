"""`otherdoors try`: the same bot in a chat page of the browser, served on the loopback interface."""
