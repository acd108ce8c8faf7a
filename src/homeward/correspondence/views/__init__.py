"""Pages of messages with persons, for those who work on their cases."""
