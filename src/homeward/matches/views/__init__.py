"""The pages of matches: for a person, for an offer, what is decided, what counts how much."""
