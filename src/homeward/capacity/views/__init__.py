"""Pages of institutions, training and ownership."""
