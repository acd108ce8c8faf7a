"""Profiles of organisations: what a directory says of them beyond their name."""
