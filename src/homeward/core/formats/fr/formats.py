"""Dates as the design writes them: day, short month, year; 24 hours."""

DATE_FORMAT = "j b Y"
SHORT_DATE_FORMAT = "j b"
TIME_FORMAT = "H:i"
DATETIME_FORMAT = "j b Y, H:i"
