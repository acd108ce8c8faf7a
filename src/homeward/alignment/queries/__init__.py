"""Reads for comparing programmes, gathering facts for the rules."""
