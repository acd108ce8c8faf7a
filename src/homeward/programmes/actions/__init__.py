"""Every write on programmes: by their one lead, and told in their history."""
