"""Every write on programmes, by what is written."""
