"""Employers, applications, interviews, placements, and who is still in work later."""
