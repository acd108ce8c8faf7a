"""Every write of steering, one file a noun."""
