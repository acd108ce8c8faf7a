"""Pages for everybody: who Homeward is for, and the patterns that every page is made of."""
