"""Pages of a household and its case, in the order of the way."""
