"""Which role may do what with employers, vacancies, candidacies and placements."""

from homeward.access.choices import Role
from homeward.access.permissions import grant

ADVISERS = frozenset({Role.EMPLOYMENT_ADVISER})
WORKERS = ADVISERS | {Role.CASE_MANAGER}
OF_CASES = WORKERS | {Role.RETURN_COUNSELLOR, Role.HOST_COORDINATOR}
READERS = OF_CASES | {Role.PROGRAMME_MANAGER}

GRANTS = {
    "employment.read": READERS,
    "employment.keep": ADVISERS | {Role.PROGRAMME_MANAGER},
    "employment.read_candidacies": OF_CASES,
    "employment.propose": WORKERS,
    "employment.place": WORKERS,
    "employment.read_funnel": READERS,
}
grant(GRANTS)
