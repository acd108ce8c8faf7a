"""Every write on the installation's watch: alerts raised, told, acknowledged; rules; jobs again."""

import logging
from collections.abc import Callable
from datetime import date, datetime, timedelta

from django.conf import settings
from django.db import connection, transaction
from django.urls import reverse
from django.utils import translation
from django.utils.translation import gettext as _

from homeward.access import jobs
from homeward.access.choices import Purpose
from homeward.access.models import Organisation, User
from homeward.access.permissions import require
from homeward.core.refusals import Refused, refuse_if
from homeward.messages import actions as messages
from homeward.monitoring import queries, rules
from homeward.monitoring.choices import Kind, Reason
from homeward.monitoring.models import Alert, AlertRule, Check, Operator, Watch

logger = logging.getLogger("homeward.monitoring")
WATCH = "watch_installation"
jobs.declare(WATCH, classes=set(), purpose=Purpose.OVERSIGHT, across_owners=True)
KEPT = timedelta(days=30)


def look(*, at: datetime) -> int:
    """Begins and ends incidents as the figures say, and tells of each once. How many began."""
    with jobs.acting_job(WATCH):
        # One looker at a time: two would both find that nothing is open.
        _lock()
        stated = queries.rules_in_force(at)
        open_now = {Kind(alert.kind): alert for alert in queries.open_alerts()}
        begun = [
            alert
            for kind, rule in stated.items()
            if kind != Kind.WORKER_SILENT and (alert := _weigh(kind, rule, open_now.get(kind), at))
        ]
        if silence := _silence(stated.get(Kind.WORKER_SILENT), at):
            begun.append(silence)
        for alert in begun:
            _tell(alert, at=at)
    return len(begun)


def _lock() -> None:
    with connection.cursor() as cursor:
        cursor.execute("select pg_advisory_xact_lock(hashtext('watch_installation'))")


def _weigh(kind: Kind, rule: AlertRule, alert: Alert | None, at: datetime) -> Alert | None:
    """An incident that begins; one that goes on or ends is written down and gives None."""
    measured = queries.measure(kind, rule, at)
    bad = rules.is_bad(kind, measured, rule.threshold)
    if alert is None:
        if not bad:
            return None
        return Alert.objects.create(kind=kind, rule=rule, since=at, value=measured.value)
    if bad is False:
        alert.ended_at = at
        alert.save(update_fields=["ended_at"])
    elif (worst := rules.worse(kind, alert.value, measured.value)) != alert.value:
        alert.value = worst
        alert.save(update_fields=["value"])
    return None


def _silence(rule: AlertRule | None, at: datetime) -> Alert | None:
    """A worker that is dead tells nobody; once it works again it says for how long it did not."""
    last = Watch.objects.first()
    looked_at = last.looked_at if last else None
    Watch.objects.update_or_create(one=True, defaults={"looked_at": at})
    minutes = rules.silence(looked_at, at).total_seconds() / 60
    if rule is None or looked_at is None or minutes < rule.threshold:
        return None
    return Alert.objects.create(
        kind=Kind.WORKER_SILENT, rule=rule, since=looked_at, value=minutes, ended_at=at
    )


def _tell(alert: Alert, *, at: datetime) -> None:
    """An e-mail that says what happened and names nobody."""
    told = queries.told(list(alert.rule.told))
    for email, language in told:
        with translation.override(language):
            messages.queue(
                to=email,
                subject=_("Homeward: %(what)s") % {"what": Kind(alert.kind).label},
                body=_("Look at it after signing in: %(url)s")
                % {"url": settings.BASE_URL + reverse("monitoring:alerts")},
                at=at,
            )
    alert.told_at, alert.told_count = at, len(told)
    alert.save(update_fields=["told_at", "told_count"])


@transaction.atomic
def acknowledge(alert: Alert, *, by: User, at: datetime) -> None:
    """Somebody has it in hand; it ends by itself."""
    require(by, "installation.acknowledge")
    alert = Alert.objects.select_for_update(of=("self",)).get(pk=alert.pk)
    refuse_if(
        rules.reasons_not_to_acknowledge(
            ended=alert.ended_at is not None, acknowledged=alert.acknowledged_at is not None
        )
    )
    alert.acknowledged_by, alert.acknowledged_at = by, at
    alert.save(update_fields=["acknowledged_by", "acknowledged_at"])


@transaction.atomic
def state_rule(
    kind: str,
    *,
    threshold: int,
    window_minutes: int | None,
    told: list[str],
    source: str,
    valid_from: date,
    by: User,
    at: datetime,
) -> AlertRule:
    """From which figure on an alert is raised, from a day on; what was told stays told."""
    require(by, "installation.state_rules")
    refuse_if(rules.reasons_not_to_state(source=source, valid_from=valid_from, today=at.date()))
    return AlertRule.objects.create(
        kind=kind, threshold=threshold, told=told, source=source.strip(), valid_from=valid_from,
        window_minutes=window_minutes if kind in rules.COUNTED else None,
        stated_by=by, stated_at=at,
    )  # fmt: skip


@transaction.atomic
def try_again(job: int, *, by: User, at: datetime) -> None:
    """A failed or stuck job goes back among those that wait."""
    require(by, "installation.try_again")
    with connection.cursor() as cursor:
        cursor.execute("select monitoring_try_again(%s)", [job])
        (refused,) = cursor.fetchone()
    if refused:
        raise Refused(Reason(refused))


def revive(*, asking: int | None) -> list[tuple[int, str]]:
    """Jobs that stand as being done and are not wait again: each with what became of it.

    `asking` is the job that asks, which is being done.
    """
    with jobs.acting_job(WATCH), connection.cursor() as cursor:
        cursor.execute(
            "select job, became from monitoring_revive(%s, %s)", [asking, rules.MOST_ATTEMPTS]
        )
        revived = [(int(number), str(became)) for number, became in cursor.fetchall()]
    if revived:
        told = ", ".join(f"{number} {became}" for number, became in revived)
        logger.warning("jobs whose worker was lost: %s", told)
    return revived


def name_operator(organisation: Organisation) -> None:
    """By whoever holds the server, as the database's owner."""
    Operator.objects.get_or_create(organisation=organisation)


def name_nobody() -> int:
    return Operator.objects.all().delete()[0]


def check(ask: Callable[[], list[str]], *, at: datetime) -> int:
    """Keeps what the installation's own check says. How many faults."""
    # The check acts as nobody by itself.
    faults = ask()
    with jobs.acting_job(WATCH):
        Check.objects.create(checked_at=at, faults=faults)
    return len(faults)


def forget(*, at: datetime) -> None:
    """What nobody looks at any more: counted refusals, old checks, jobs that are done."""
    with jobs.acting_job(WATCH), connection.cursor() as cursor:
        cursor.execute("select monitoring_forget(%s)", [at - KEPT])
        cursor.execute(
            "delete from procrastinate_jobs j where j.status in ('succeeded', 'cancelled')"
            " and not exists (select 1 from procrastinate_events e"
            " where e.job_id = j.id and e.at >= %s)",
            [at - KEPT],
        )
