"""Every write on indicators."""

from homeward.indicators.actions.computing import Done, compute_all

__all__ = ["Done", "compute_all"]
