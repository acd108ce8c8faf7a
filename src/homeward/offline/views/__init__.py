"""Pages and answers: the lists that are out, the page itself, and what its script asks."""
