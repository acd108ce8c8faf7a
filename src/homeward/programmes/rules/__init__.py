"""What a programme gives (`packages`) and whom it is for (`criteria`). Pure."""

from homeward.programmes.rules.packages import Line, ceiling, times, total

__all__ = ["Line", "ceiling", "times", "total"]
