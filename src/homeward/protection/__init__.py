"""Screening, risks, flags and their pathways, medical hand-over, legal notes, incidents."""
