"""Says which records are of one person, in clear text and encoded. Pure: records in, pairs out."""
