"""Users, organisations, roles, and the gate: who is asking, for what, and which rows that opens."""
