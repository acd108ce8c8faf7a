"""Who is still in contact, who helps to find them, and which body follows up after closure."""
