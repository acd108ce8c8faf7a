"""Pure writers: rows in, the text of a file out."""
