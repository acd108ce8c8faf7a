"""What is known of the installation: figures, jobs, statements, alerts. None of it of a person."""

import json
import shutil
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from pathlib import Path
from typing import Any, overload

from django.conf import settings
from django.db import connection
from django.db.models import F, QuerySet

from homeward.audit import queries as read_log
from homeward.monitoring import rules
from homeward.monitoring.choices import JobState, Kind, Statements
from homeward.monitoring.models import Alert, AlertRule, Check
from homeward.monitoring.rules import Measured

LARGEST_NOTE = 64 * 1024
MOST_STATEMENTS = 50


def _ask(question: str, *values: Any) -> list[Any]:
    with connection.cursor() as cursor:
        cursor.execute(question, list(values))
        return list(cursor.fetchall())


def watches() -> bool:
    """Whether the acting user belongs to whoever runs the installation."""
    return bool(_ask("select monitoring_watches()")[0][0])


# Jobs


@dataclass(frozen=True, kw_only=True)
class Job:
    id: int
    task: str
    state: JobState
    since: datetime | None
    attempts: int

    @property
    def may_be_tried_again(self) -> bool:
        return self.state in {JobState.FAILED, JobState.STUCK}


@dataclass(frozen=True, kw_only=True)
class Standing:
    """How many jobs are in a state, and since when the oldest."""

    count: int
    oldest: datetime | None


def jobs(state: str, *, most: int, skip: int = 0) -> list[Job]:
    found = _ask(
        "select id, task, state, since, attempts from monitoring_jobs(%s) limit %s offset %s",
        state, most, skip,
    )  # fmt: skip
    return [
        Job(id=row[0], task=row[1], state=JobState(row[2]), since=row[3], attempts=row[4])
        for row in found
    ]


class JobList(Sequence[Job]):
    """The queue as pages: as many are asked for as one page shows."""

    def __init__(self, state: str) -> None:
        self.state = state

    def __len__(self) -> int:
        figures = job_figures()
        found = [JobState(self.state)] if self.state else list(JobState)
        return sum(figures[state].count for state in found)

    @overload
    def __getitem__(self, place: int) -> Job: ...
    @overload
    def __getitem__(self, place: slice) -> list[Job]: ...
    def __getitem__(self, place: int | slice) -> Job | list[Job]:
        if isinstance(place, int):
            return jobs(self.state, most=1, skip=place)[0]
        return jobs(self.state, most=place.stop - (place.start or 0), skip=place.start or 0)


def job(number: int) -> Job | None:
    found = _ask(
        "select id, task, state, since, attempts from monitoring_jobs('') where id = %s", number
    )
    if not found:
        return None
    row = found[0]
    return Job(id=row[0], task=row[1], state=JobState(row[2]), since=row[3], attempts=row[4])


def job_figures() -> dict[JobState, Standing]:
    found = {
        JobState(state): Standing(count=count, oldest=oldest)
        for state, count, oldest in _ask("select * from monitoring_job_figures()")
    }
    return {state: found.get(state, Standing(count=0, oldest=None)) for state in JobState}


def heartbeat() -> datetime | None:
    """When a worker was last alive."""
    found: datetime | None = _ask("select monitoring_heartbeat()")[0][0]
    return found


# Statements


@dataclass(frozen=True, kw_only=True)
class Statement:
    text: str
    calls: int
    total_ms: float
    mean_ms: float
    longest_ms: float
    rows: int


def statements_state() -> Statements:
    return Statements(_ask("select monitoring_statements_state()")[0][0])


def statements() -> list[Statement]:
    return [
        Statement(text=text, calls=calls, total_ms=total, mean_ms=mean, longest_ms=most, rows=rows)
        for text, calls, total, mean, most, rows in _ask(
            "select * from monitoring_statements(%s)", MOST_STATEMENTS
        )
    ]


# Messages, anchors, backups, replicas, disk


@dataclass(frozen=True, kw_only=True)
class Outbox:
    waiting: int
    given_up: int
    oldest: datetime | None


def outbox() -> Outbox:
    waiting, given_up, oldest = _ask("select * from monitoring_messages()")[0]
    return Outbox(waiting=waiting, given_up=given_up, oldest=oldest)


def unanchored_since(now: datetime) -> datetime | None:
    """Since when what was read stands in no anchor; None where all of it does.

    The file's own day says when the last anchor was written: it may have millions of lines.
    """
    try:
        written = datetime.fromtimestamp(settings.ANCHOR_FILE.stat().st_mtime, now.tzinfo)
    except FileNotFoundError:
        written = None
    later = [head.at for head in read_log.heads() if written is None or head.at > written]
    return min(later, default=None)


@dataclass(frozen=True, kw_only=True)
class Backup:
    """What the backup says of itself; `is_kept` where a folder for it is configured."""

    is_kept: bool
    taken_at: datetime | None = None
    streamed_until: datetime | None = None

    @property
    def reaches(self) -> datetime | None:
        known = [moment for moment in (self.taken_at, self.streamed_until) if moment]
        return max(known, default=None)


def backup() -> Backup:
    if not settings.BACKUP_FOLDER:
        return Backup(is_kept=False)
    try:
        with Path(settings.BACKUP_FOLDER, "latest.json").open(encoding="utf-8") as file:
            said = json.loads(file.read(LARGEST_NOTE))
        return Backup(
            is_kept=True, taken_at=_moment(said.get("taken_at")),
            streamed_until=_moment(said.get("streamed_until")),
        )  # fmt: skip
    except (OSError, ValueError, AttributeError):
        return Backup(is_kept=True)


def _moment(text: Any) -> datetime | None:
    if not isinstance(text, str):
        return None
    found = datetime.fromisoformat(text)
    return found if found.tzinfo else None


@dataclass(frozen=True, kw_only=True)
class Replica:
    name: str
    state: str
    lag: float | None


def replicas() -> list[Replica]:
    return [
        Replica(name=name, state=state or "", lag=lag)
        for name, state, lag in _ask("select * from monitoring_replicas()")
    ]


def disk_free() -> float:
    """Percent of the disk of HOME that is free for us."""
    usage = shutil.disk_usage(settings.HOME)
    return 100 * usage.free / usage.total


# Alerts


def rules_in_force(now: datetime) -> dict[Kind, AlertRule]:
    stated = {rule.pk: rule for rule in AlertRule.objects.all()}
    told = [(Kind(rule.kind), rule.valid_from, rule.pk) for rule in stated.values()]
    return {kind: stated[number] for kind, number in rules.valid(told, now.date()).items()}


def alert_rules() -> QuerySet[AlertRule]:
    return AlertRule.objects.select_related("stated_by")


def alerts() -> QuerySet[Alert]:
    """Open ones first, the latest first."""
    return Alert.objects.select_related("rule", "acknowledged_by").order_by(
        F("ended_at").desc(nulls_first=True), "-since"
    )


def open_alerts() -> QuerySet[Alert]:
    return Alert.objects.filter(ended_at__isnull=True).order_by("since")


def waiting_alerts(_user: object) -> int:
    """How many alerts nobody has in hand yet."""
    return Alert.objects.filter(ended_at__isnull=True, acknowledged_at__isnull=True).count()


def last_check() -> Check | None:
    return Check.objects.first()


def told(roles: list[str]) -> list[tuple[str, str]]:
    """Address and language of each to whom the job writes."""
    return [
        (email, language) for email, language in _ask("select * from monitoring_told(%s)", roles)
    ]


def measure(kind: Kind, rule: AlertRule, now: datetime) -> Measured:
    """The figure of a kind as it is now."""
    since = now - timedelta(minutes=rule.window_minutes or 0)
    kept = backup()
    lags = [one.lag for one in replicas() if one.lag is not None]
    ask: dict[Kind, Callable[[], float | None]] = {
        Kind.BREAK_GLASS: lambda: emergencies(since),
        Kind.REFUSALS: lambda: refusals(since),
        Kind.JOBS_FAILED: lambda: failed_jobs(since),
        Kind.ANCHOR_LATE: lambda: _minutes(unanchored_since(now), now) or 0,
        Kind.BACKUP_LATE: lambda: _minutes(kept.reaches, now),
        Kind.REPLICA_LAG: lambda: max(lags, default=None),
        Kind.DISK_LOW: disk_free,
        Kind.WORKER_SILENT: lambda: _minutes(heartbeat(), now),
    }
    missing = kind == Kind.BACKUP_LATE and kept.is_kept and kept.reaches is None
    return Measured(value=ask[kind](), is_missing=missing)


def emergencies(since: datetime) -> int:
    return int(_ask("select monitoring_emergencies(%s)", since)[0][0])


def refusals(since: datetime) -> int:
    """The most that one account was refused."""
    return int(_ask("select monitoring_refusals(%s)", since)[0][0])


def failed_jobs(since: datetime) -> int:
    return int(_ask("select monitoring_failed_jobs(%s)", since)[0][0])


def open_kinds() -> set[Kind]:
    return {Kind(kind) for kind, _since in _ask("select * from monitoring_open_alerts()")}


def _minutes(since: datetime | None, now: datetime) -> float | None:
    return None if since is None else (now - since).total_seconds() / 60
