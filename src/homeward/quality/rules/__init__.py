"""Pure: what may be done with checks, what is wrong in facts, what interviews tell."""
