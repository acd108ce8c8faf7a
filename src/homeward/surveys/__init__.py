"""Surveys: an instrument's waves on a case, the answers as they were given, and their scores."""
