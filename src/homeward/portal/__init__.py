"""The returnee's own pages."""
