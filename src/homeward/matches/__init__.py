"""The offers for one person and the persons for one offer; what a worker decided otherwise."""
