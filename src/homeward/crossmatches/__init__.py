"""Whom two organisations both know, found without either telling the other a name (decision 56)."""
