"""Messages with a person: what they agreed to, what was written both ways, and reminders."""
