"""The pages of committees, by what they are about."""
