"""What the software does, line by line: its step of the framework, its page and its test.

docs/capabilities.md is written from here; a test compares them.
"""
