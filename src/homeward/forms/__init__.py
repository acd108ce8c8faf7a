"""Questionnaires as XLSForm files: read, checked, versioned and rendered. It knows no case."""
