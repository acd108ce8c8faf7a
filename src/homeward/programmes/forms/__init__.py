"""The forms of programmes, their criteria, packages and what they rest on."""
