"""Reads of programmes."""

from homeward.programmes.queries.packages import ceiling, package_on
from homeward.programmes.queries.programmes import run_here

__all__ = ["ceiling", "package_on", "run_here"]
