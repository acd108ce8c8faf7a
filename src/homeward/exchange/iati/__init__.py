"""IATI 2.03 activity files: opened safely, held to the standard's structure, mended, written.

Knows XML and the standard, and no database: `readers.iati` makes records of it, `writers.iati`
makes files.
"""
