"""Reads of programmes."""

from homeward.programmes.queries.packages import ceiling, package_on
from homeward.programmes.queries.presences import presence_keys
from homeward.programmes.queries.programmes import run_here

__all__ = ["ceiling", "package_on", "presence_keys", "run_here"]
