"""Pages of steering, one file a noun."""
