"""Pure readers: a path in, records or faults out. None of them knows a database."""
