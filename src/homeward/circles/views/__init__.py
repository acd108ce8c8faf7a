"""Pages of lists: for those who keep and moderate them, and for those who join."""
