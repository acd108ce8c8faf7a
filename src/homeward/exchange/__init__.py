"""Files in and out: readers that know a format, and importers that tell what would change."""
