"""Money of several donors in one pool: who promised what for which year, and how it is given."""
