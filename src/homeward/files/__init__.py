"""Stored files: scans of consent sheets, proofs of payment. Each is a person-level row."""
