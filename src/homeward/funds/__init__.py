"""Budgets, what is reserved of them, instalments, their proofs and payments."""
