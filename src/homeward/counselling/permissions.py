"""Which role may do what with sessions and help."""

from homeward.access.choices import Role
from homeward.access.permissions import grant
from homeward.cases.permissions import READERS, WORKERS

GRANTS = {
    "counselling.read": READERS | {Role.HEALTH_FOCAL_POINT},
    "counselling.hold": WORKERS | {Role.EMPLOYMENT_ADVISER, Role.HEALTH_FOCAL_POINT},
    "counselling.give_help": WORKERS | {Role.HEALTH_FOCAL_POINT, Role.HOST_COORDINATOR},
}
grant(GRANTS)
