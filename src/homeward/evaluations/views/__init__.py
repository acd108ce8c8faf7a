"""Pages of evaluations, extracts, results and lessons."""
