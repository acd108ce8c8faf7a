"""Pages of follow-ups, by what they are about."""
