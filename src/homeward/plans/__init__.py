"""The reintegration plan, its lines, and the commission that decides on it."""
