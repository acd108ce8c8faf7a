"""Holding a survey that has a form: in the browser, on plain pages, or by the person by a link."""
