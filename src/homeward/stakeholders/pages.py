"""What features above put at the side of an actor's page."""

from homeward.access.panels import Panels

BESIDE = Panels()
