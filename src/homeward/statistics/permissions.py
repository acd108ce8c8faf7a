"""Which role may do what with published statistics."""

from homeward.access.choices import Role
from homeward.access.permissions import grant
from homeward.indicators.permissions import READERS

KEEPERS = frozenset({Role.PROGRAMME_MANAGER})

GRANTS = {
    "statistics.read": READERS,
    "statistics.prepare": KEEPERS,
    # Who answers for personal data may say yes too: the other of the two.
    "statistics.publish": KEEPERS | {Role.DATA_PROTECTION_OFFICER},
    "statistics.take": KEEPERS,
}
grant(GRANTS)
