"""The worker's jobs on files that come in, as the users who brought them, and on old requests."""

from collections.abc import Iterator
from datetime import datetime
from uuid import UUID

from django.db import DataError, IntegrityError, connection
from django.utils import timezone, translation
from django.utils.translation import gettext as _
from procrastinate.contrib.django import app

from homeward.access import gate, jobs
from homeward.access.choices import Purpose
from homeward.access.models import User
from homeward.access.permissions import can
from homeward.exchange import rules
from homeward.exchange.activity_files import actions as activity_files
from homeward.exchange.models import ActivityFile
from homeward.exchange.readings import Fault
from homeward.exchange.sheets import actions as sheets
from homeward.exchange.sheets import importing

FORGET = "forget_requests"
jobs.declare(FORGET, classes=set(), purpose=Purpose.CASEWORK, across_owners=True)


@app.periodic(cron="35 3 * * *")
@app.task(queueing_lock="forget_requests", pass_context=False)
def forget_requests(timestamp: int = 0) -> None:
    forget_before(timezone.now() - rules.REQUESTS_KEPT)


def forget_before(moment: datetime) -> int:
    """Removes the keys of requests that nobody sends again."""
    with jobs.acting_job(FORGET), connection.cursor() as cursor:
        cursor.execute("select exchange_forget_requests(%s)", [moment])
        return int(cursor.fetchone()[0])


@app.task(queue="imports", retry=2)
def import_sheet(sheet_id: str, user_id: int) -> None:
    """As the user who asked. Stretch by stretch, so that the page tells how far it is; a sheet that
    is broken off is begun again, and what was written stays as it is."""
    user, pk = User.objects.get(pk=user_id), UUID(sheet_id)
    if not user.is_active or not can(user, "exchange.import_sheets"):
        return
    with gate.acting_user(user_id, Purpose.CASEWORK):
        sheet = sheets.begin(pk)
        plan = sheets.plan_of(sheet) if sheet else None
    if plan is None:
        return
    stretches = importing.written(plan)
    try:
        while _goes_on(stretches, user_id, pk):
            continue
    except (DataError, IntegrityError) as error:
        reason = _("The database refuses it: %(why)s") % {"why": str(error).splitlines()[0]}
        plan.report.faults = [Fault(file=plan.source, reason=reason)]
    with gate.acting_user(user_id, Purpose.CASEWORK):
        sheets.finish(pk, plan.report, at=timezone.now())


def _goes_on(stretches: Iterator[tuple[int, int]], user_id: int, pk: UUID) -> bool:
    """Writes one stretch in a transaction of its own; False after the last."""
    with gate.acting_user(user_id, Purpose.CASEWORK):
        stretch = next(stretches, None)
        if stretch is not None:
            sheets.note_progress(pk, stretch[0])
    return stretch is not None


@app.task(queue="imports")
def look_through(file_id: str, user_id: int, lenient: bool) -> None:
    """In the language of whoever brought it, since they read the report."""
    user = User.objects.get(pk=user_id)
    if user.is_active:
        with gate.acting_user(user_id, Purpose.CASEWORK), translation.override(user.language):
            file = ActivityFile.objects.get(pk=UUID(file_id))
            activity_files.look_through(file, lenient=lenient, by=user, at=timezone.now())
