"""Committees and regional processes: who sits, what they decide, who does it until when."""
