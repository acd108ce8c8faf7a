"""Sheets, their columns, and how a file of them is read. Pure: texts in, rows and faults out."""

from homeward.setups.rules.columns import Column, Several, Sheet, Wrong
from homeward.setups.rules.reading import Fault, Row, read, template
from homeward.setups.rules.sheets import SHEETS

__all__ = ["SHEETS", "Column", "Fault", "Row", "Several", "Sheet", "Wrong", "read", "template"]
