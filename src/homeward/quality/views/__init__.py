"""Pages of standards, checks and the quality of data."""
