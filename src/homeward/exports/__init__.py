"""A list that somebody takes away as a spreadsheet: at once, or in parts made by the worker.

What is in it is decided by the gate, when it is asked for and again when each part is made. The
rows are the user's own; nobody else sees that there is an export.
"""
