"""The papers of a case: each with its kind, who has the original, its expiry, and its file."""
