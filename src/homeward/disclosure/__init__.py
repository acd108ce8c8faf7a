"""Which cells of published tables must be hidden so that no small count can be worked out."""
