"""Books in double entry: what is posted always balances, and nothing is posted twice."""
