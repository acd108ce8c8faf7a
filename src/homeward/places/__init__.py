"""Countries, administrative areas, languages and currencies."""
