"""Who keeps an organisation's gateways, texts and hours, and looks after what waits."""

from homeward.access.choices import Role
from homeward.access.permissions import grant

KEEPERS = frozenset({Role.ADMINISTRATOR, Role.PROGRAMME_MANAGER})

GRANTS = {
    "messages.keep_gateways": KEEPERS,
    "messages.write_texts": KEEPERS | {Role.PROTECTION_FOCAL_POINT},
    "messages.read_queue": KEEPERS | {Role.PROTECTION_FOCAL_POINT},
    "messages.send_again": KEEPERS,
}
grant(GRANTS)
