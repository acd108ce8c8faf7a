"""Pure: how definitions are checked and computed, and what of a figure is told."""
