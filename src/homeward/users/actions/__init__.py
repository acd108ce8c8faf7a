"""Every write on users. The database's functions do it, and check who asks once more."""
