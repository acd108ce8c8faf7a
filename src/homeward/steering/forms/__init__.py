"""Forms of steering, one file a group of pages."""
