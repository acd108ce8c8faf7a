"""The places of a season among many: proposed by the engine, decided on by people."""
