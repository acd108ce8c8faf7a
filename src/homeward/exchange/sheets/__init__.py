"""Sheets of who does what where: one wizard for every layout, which it remembers."""
