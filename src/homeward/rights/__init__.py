"""The person's rights over what is held: a copy, rectification, erasure; retention and holds."""
