"""Reads of indicators, definitions and figures."""

from homeward.indicators.queries.figures import Cell, Key, Period, cut_name, figures, smallest

__all__ = ["Cell", "Key", "Period", "cut_name", "figures", "smallest"]
