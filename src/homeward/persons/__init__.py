"""Persons and households, their names and documents, and the consents that let others see them."""
