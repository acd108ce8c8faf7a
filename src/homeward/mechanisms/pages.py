"""What features above put on a referral system's page."""

from homeward.access.panels import Panels

BESIDE = Panels()
