"""What institutions and their staff can do, how they are trained, and who owns which step."""
