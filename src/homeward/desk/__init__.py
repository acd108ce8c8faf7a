"""Staff pages that join several nouns: my work, cases and one case, search, the framework."""
