"""Homeward: the shared information system of migrant return and reintegration."""

__version__ = "0.7.0"
