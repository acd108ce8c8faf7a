"""Memoranda, procedures and data-sharing agreements; their clauses open rows by themselves."""
