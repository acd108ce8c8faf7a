"""Occupations and skills of ESCO, the European classification, with the groups of ISCO-08."""
