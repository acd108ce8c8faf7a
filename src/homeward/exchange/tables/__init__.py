"""Tables of our own that readers need: which governorate a place of a directory lies in."""
