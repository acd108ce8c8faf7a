"""Pure: facts in, states and reasons out."""
