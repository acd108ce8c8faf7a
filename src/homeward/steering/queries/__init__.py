"""Reads of the workplan and of what organisations state together."""
