"""What the pages say of the installation, in words."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from homeward.access.choices import Role
from homeward.access.models import User
from homeward.access.permissions import can
from homeward.core.patterns import NextStep
from homeward.monitoring import queries, readiness, rules
from homeward.monitoring.choices import JobState, Kind
from homeward.monitoring.models import Alert, AlertRule

MARKS = {
    JobState.WAITING: "wait",
    JobState.DOING: "now",
    JobState.STUCK: "late",
    JobState.FAILED: "late",
}


@dataclass(frozen=True)
class Tab:
    label: Any
    url: str
    key: str
    action: str
    icon: str


TABS = (
    Tab(gettext_lazy("Health"), "monitoring:health", "health", "installation.read", "heart"),
    Tab(gettext_lazy("Alerts"), "monitoring:alerts", "alerts", "installation.read", "bell"),
    Tab(gettext_lazy("Jobs"), "monitoring:jobs", "jobs", "installation.watch", "list-details"),
    Tab(
        gettext_lazy("Slow queries"), "monitoring:statements", "statements",
        "installation.watch", "hourglass",
    ),
    Tab(
        gettext_lazy("Rules"), "monitoring:rules", "rules", "installation.read",
        "adjustments-horizontal",
    ),
)  # fmt: skip


def tabs(user: User) -> list[Tab]:
    return [tab for tab in TABS if can(user, tab.action)]


def kind_of(rule: AlertRule | Alert) -> Kind:
    return Kind(rule.kind)


def roles(rule: AlertRule) -> list[Any]:
    return [Role(role).label for role in rule.told]


def is_silent(now: datetime) -> bool:
    beat = queries.heartbeat()
    return beat is None or now - beat >= readiness.SILENT_AFTER


@dataclass(frozen=True)
class ShownAlert:
    alert: Alert
    what: Any
    unit: Any
    mark: str
    state: Any
    may_be_acknowledged: bool


def alert(one: Alert) -> ShownAlert:
    if one.ended_at:
        mark, state = "ok", _("Ended")
    elif one.acknowledged_at:
        mark, state = "now", _("In hand")
    else:
        mark, state = "late", _("Nobody has it in hand")
    waits = one.ended_at is None and one.acknowledged_at is None
    return ShownAlert(one, kind_of(one).label, rules.UNITS[kind_of(one)].label, mark, state, waits)


@dataclass(frozen=True)
class Figure:
    """`at` or `value`: the one that is known. `note` says what an unknown one means."""

    label: Any
    at: datetime | None = None
    value: Any = None
    note: Any = ""


def figures(now: datetime) -> list[Figure]:
    jobs, outbox, kept = queries.job_figures(), queries.outbox(), queries.backup()
    unanchored = queries.unanchored_since(now)
    failed = jobs[JobState.FAILED].count + jobs[JobState.STUCK].count
    found = [
        Figure(_("Worker last alive"), at=queries.heartbeat(), note=_("No worker ever ran")),
        Figure(_("Jobs that wait"), value=jobs[JobState.WAITING].count),
        Figure(_("Jobs failed or stuck"), value=failed),
        Figure(_("Messages that wait"), value=outbox.waiting),
        Figure(_("Oldest of them"), at=outbox.oldest, note=_("None waits")),
        Figure(
            _("Read log without an anchor since"), at=unanchored, note=_("All of it is anchored")
        ),
        Figure(_("Backup reaches until"), at=kept.reaches, note=_backup_note(kept)),
        Figure(_("Disk free"), value=_("%(n)d per cent") % {"n": round(queries.disk_free())}),
    ]
    return found + [
        Figure(
            _("Replica %(name)s lags") % {"name": one.name},
            value=None if one.lag is None else _("%(n)d seconds") % {"n": round(one.lag)},
        )
        for one in queries.replicas()
    ]


def _backup_note(kept: queries.Backup) -> Any:
    if kept.is_kept:
        return _("No backup is in its folder")
    return _("No folder for backups is configured: HOMEWARD_BACKUP_FOLDER names it")


def next_step(found: Sequence[readiness.Found], waiting: int, backup: queries.Backup) -> NextStep:
    """The worst first: what stops pages, then what nobody has in hand, then what only hinders, then
    what is missed only on the worst day."""
    broken = sorted((one for one in found if not one.holds), key=lambda one: not one.is_vital)
    if waiting and not (broken and broken[0].is_vital):
        return NextStep(
            title=_("Take the open alerts in hand"),
            why=_("Nobody has done so yet."), mine=True,
            url=reverse("monitoring:alerts"), label=_("See the alerts"),
        )  # fmt: skip
    if broken:
        return NextStep(title=_("Mend: %(what)s") % {"what": broken[0].part.label},
                        why=broken[0].words, mine=True)  # fmt: skip
    if not backup.reaches:
        return NextStep(title=_("Set up the backups"), why=_backup_note(backup), mine=True)
    return NextStep(title=_("Nothing to do: all of it holds"), nothing=True)
