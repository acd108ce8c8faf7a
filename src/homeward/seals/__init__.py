"""Sealed files: which team of an organisation sees a file that its other users must not."""
