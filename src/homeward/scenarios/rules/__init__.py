"""What follows from assumptions, changes, a play and a history. No rows, no clock, no user."""
