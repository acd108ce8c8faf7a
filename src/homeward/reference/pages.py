"""What features above put beside an occupation."""

from homeward.access.panels import Panels

BESIDE = Panels()
