"""How a person comes to their own pages without a password: one-time codes, helpers, entries."""
