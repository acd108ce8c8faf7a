"""A case: one household's way from the first counselling to closure, its facts and its arrival."""
