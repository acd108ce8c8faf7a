"""How each condition of a way is known. A feature above adds its own in its `urls.py`.

A condition is asked only where a way names it, so a way without any costs no query.
"""

from collections.abc import Callable, Iterable

from homeward.cases.choices import ApplicationStatus, ConfirmationStatus, Unmet
from homeward.cases.models import Case
from homeward.persons.models import ConsentSheet
from homeward.programmes.choices import StageCondition

Holds = Callable[[Case], bool]

CONDITIONS: dict[StageCondition, Holds] = {
    StageCondition.CONSENT_RECORDED: lambda case: ConsentSheet.objects.filter(
        person=case.person_id
    ).exists(),
    StageCondition.INTAKE_TAKEN: lambda case: case.facts.exists(),
    StageCondition.APPLICATION_SENT: lambda case: case.applications.exclude(
        status=ApplicationStatus.WITHDRAWN
    ).exists(),
    StageCondition.FOUND_ELIGIBLE: lambda case: case.applications.filter(
        status=ApplicationStatus.ELIGIBLE
    ).exists(),
    StageCondition.HOST_CONFIRMED: lambda case: case.host_confirmations.filter(
        status=ConfirmationStatus.CONFIRMED
    ).exists(),
    StageCondition.TRAVEL_DATED: lambda case: case.travels_on is not None,
    StageCondition.ARRIVED: lambda case: case.arrived_on is not None,
    StageCondition.WORKER_NAMED: lambda case: case.worker_id is not None,
}


def add(condition: StageCondition, holds: Holds) -> None:
    if CONDITIONS.setdefault(condition, holds) is not holds:
        raise ValueError(f"{condition} is known already")


def unmet(case: Case, asked: Iterable[str]) -> list[Unmet]:
    """Which of these do not hold, each once. One that nobody answers here does not hold."""
    wanted = dict.fromkeys(StageCondition(code) for code in asked)
    return [
        Unmet(one.value) for one in wanted if one not in CONDITIONS or not CONDITIONS[one](case)
    ]
