"""Sheets of who is on a charter: their columns and words, and what each row says. Pure."""
