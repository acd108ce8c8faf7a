"""What features above put on a version's page."""

from homeward.access.panels import Panels

BESIDE = Panels()
