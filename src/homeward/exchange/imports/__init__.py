"""Pages on which a directory is read in: files, a preview, a confirmation, the report."""
