"""What features above put beside an offer."""

from homeward.access.panels import Panels

BESIDE = Panels()
