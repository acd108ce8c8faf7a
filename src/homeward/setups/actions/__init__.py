"""Writes a folder of sheets, all of it or nothing."""

from homeward.setups.actions.configuring import Report, configure

__all__ = ["Report", "configure"]
