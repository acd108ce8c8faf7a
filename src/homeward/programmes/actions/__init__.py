"""Every write on programmes."""
