"""Tells other systems what changed: signed, retried, and nothing personal."""
