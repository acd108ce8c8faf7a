"""Tokens of links and programs: shown once, kept as their hash alone."""

import hashlib


def hash_of(token: str) -> str:
    """What is kept of a token. It is long and random: a slow hash would add nothing."""
    return hashlib.sha256(token.encode()).hexdigest()
