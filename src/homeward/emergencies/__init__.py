"""Emergency access to one person's file: for an hour, alerted at once, reviewed by others."""
