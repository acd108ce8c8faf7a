"""Pages of a person's skills and work."""
