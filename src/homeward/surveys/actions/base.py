"""What more than one action on waves needs."""

from datetime import datetime

from django.utils.timezone import localdate

from homeward.access.models import User
from homeward.cases import actions as cases
from homeward.cases.models import Case
from homeward.surveys import queries
from homeward.surveys.choices import Status
from homeward.surveys.models import Wave
from homeward.tasks import actions as tasks
from homeward.tasks.choices import TaskKind


def end(wave: Wave, to: Status, *, by: User | None, at: datetime) -> None:
    """The only code that ends a wave; the next one's wait begins with it."""
    wave.status, wave.ended_at, wave.ended_by = to, at, by
    wave.draft, wave.draft_at, wave.draft_by = {}, None, None
    wave.save()
    tasks.end(TaskKind.FILL_SURVEY, wave.pk, at=at)
    if wave.case is None:
        return
    wait_for_next(wave.case, at=at)
    if by is not None:
        cases.ensure_next_step(wave.case.pk, by=by, at=at)


def wait_for_next(case: Case, *, at: datetime) -> None:
    """One wait at a time: for the first survey that is still planned."""
    planned = queries.of_case(case).filter(status=Status.PLANNED)
    wave = planned.select_related("interviewer").first()
    if wave is None:
        return
    holder_org = wave.owner_org_id
    if not case.is_open:
        # Nobody is waited for after closure but whoever follows the case.
        follows = queries.who_follows(case, on=localdate(at))
        if follows is None:
            return
        holder_org = follows[0]
    tasks.begin(
        TaskKind.FILL_SURVEY,
        wave.pk,
        holder_org=holder_org,
        holder=wave.interviewer if holder_org == wave.owner_org_id else None,
        waiter_org=wave.owner_org_id,
        at=at,
        programme_id=case.programme_id,
        case_id=case.pk,
        person_id=case.person_id,
        reference=case.reference,
        due_on=wave.closes_on,
    )


def stop_waiting(case: Case, *, at: datetime) -> None:
    """Nobody waits for its surveys any more, or somebody else does: the waits end."""
    planned = Wave.objects.filter(case=case, status=Status.PLANNED)
    for wave_id in planned.values_list("pk", flat=True):
        tasks.end(TaskKind.FILL_SURVEY, wave_id, at=at)


def locked(wave: Wave) -> Wave:
    """Read again under a lock: the page may be old, and two colleagues may click at once."""
    return (
        Wave.objects.select_for_update(of=("self",))
        .select_related("case", "instrument_version__instrument")
        .get(pk=wave.pk)
    )
