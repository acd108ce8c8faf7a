"""Who settles whether two files are one person's.

Pairs across organisations are the focal points' alone, by policy (FOCAL, policies.sql): neither
registering worker learns that another organisation knows the person.
"""

from homeward.access.choices import Role
from homeward.access.permissions import grant

FOCAL = frozenset(
    {Role.PROTECTION_FOCAL_POINT, Role.DATA_PROTECTION_OFFICER, Role.HOST_COORDINATOR}
)

GRANTS = {
    "duplicates.settle": FOCAL | {Role.RETURN_COUNSELLOR, Role.CASE_MANAGER},
    # The panel of a case: the other files of its persons that the reader sees.
    "duplicates.read": FOCAL
    | {
        Role.RETURN_COUNSELLOR,
        Role.CASE_MANAGER,
        Role.RECEPTION_OFFICER,
        Role.COMMISSION_SECRETARY,
        Role.COMMISSION_MEMBER,
        Role.EMPLOYMENT_ADVISER,
        Role.FINANCE_OFFICER,
        Role.HEALTH_FOCAL_POINT,
    },
}
grant(GRANTS)
