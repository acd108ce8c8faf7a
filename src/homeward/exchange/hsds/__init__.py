"""The directory for programs: HSDS's own interface, open to everybody who wants to read it."""
