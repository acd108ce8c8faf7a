"""Who works here: invited, given roles, suspended. Each change is written down, powerful ones
need two people, and nobody changes anything of their own."""
