"""The pages of offers and of contracts for seats."""
