"""What the pages of a project have in common."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any
from uuid import UUID

from django.http import Http404
from django.urls import reverse
from django.utils.translation import gettext as _

from homeward.access.models import User
from homeward.access.permissions import can
from homeward.collectives import queries
from homeward.collectives.choices import OF_MONEY, EntryKind, ProjectKind, ProjectStatus
from homeward.collectives.models import LogEntry, Project, Season
from homeward.core.patterns import NextStep
from homeward.core.templatetags.writing import figure

SECTION = {"section": "collectives"}


def project_of(pk: UUID) -> Project:
    found = queries.project(pk).first()
    if found is None:
        raise Http404
    return found


def url(name: str, project: Project) -> str:
    return reverse(f"collectives:{name}", args=[project.pk])


@dataclass(frozen=True)
class Tab:
    key: str
    label: str
    url: str


def tabs(project: Project, user: User) -> list[Tab]:
    """The pages of a project that the reader may open."""
    is_own = project.owner_org_id == user.organisation_id
    found = [Tab("project", _("Project"), url("project", project))]
    if project.has_members and is_own and can(user, "collectives.read_members"):
        found.append(Tab("members", _("Members"), url("members", project)))
    found.append(Tab("log", _("Season"), url("log", project)))
    if is_own and can(user, "collectives.settle"):
        found.append(Tab("book", _("Book"), url("book", project)))
    return [*found, Tab("assets", _("Assets"), url("assets", project))]


def head(project: Project, user: User, tab: str) -> dict[str, Any]:
    is_own = project.owner_org_id == user.organisation_id
    return {
        **SECTION,
        "project": project,
        "tabs": tabs(project, user),
        "tab": tab,
        "is_own": is_own,
        "may_keep": is_own and can(user, "collectives.keep"),
        "may_admit": is_own and can(user, "collectives.admit") and project.is_open,
        "may_log": is_own and can(user, "collectives.log") and project.is_open,
        "may_settle": is_own and can(user, "collectives.settle"),
    }


def next_step(project: Project, season: Season | None, user: User, on: date) -> NextStep:
    mine = project.owner_org_id == user.organisation_id and can(user, "collectives.keep")
    keeper: dict[str, Any] = {"holder": str(_("You") if mine else project.keeper), "mine": mine}
    if project.status == ProjectStatus.ENDED:
        return NextStep(_("The project has ended"), nothing=True)
    if project.status != ProjectStatus.ACTIVE:
        return NextStep(
            _("Say when the project begins"), url=url("move", project), label=_("Set its state"),
            waiting_for="" if mine else str(project.keeper), **keeper,
        )  # fmt: skip
    if season is None and project.kind not in {ProjectKind.COMMUNITY, ProjectKind.VOCATIONAL}:
        return NextStep(
            _("Begin a season"), why=_("Inputs, harvest and sales belong to a season."),
            url=url("new_season", project), label=_("Begin a season"),
            waiting_for="" if mine else str(project.keeper), **keeper,
        )  # fmt: skip
    if season is not None and season.ends_on < on:
        return NextStep(
            _("Close the season"), why=_("Its last day has passed."), due=season.ends_on,
            url=reverse("collectives:close_season", args=[season.pk]), label=_("Close the season"),
            waiting_for="" if mine else str(project.keeper), **keeper,
        )  # fmt: skip
    if season is not None:
        return NextStep(
            _("Note what happens in the season"), due=season.ends_on,
            why=_("The season is closed after its last day."), url=url("log", project),
            label=_("To the log"), waiting_for="" if mine else str(project.keeper), **keeper,
        )  # fmt: skip
    return NextStep(
        _("Record what was done"), why=_("What was built or trained, and who was reached."),
        url=url("new_output", project), label=_("Record it"),
        waiting_for="" if mine else str(project.keeper), **keeper,
    )  # fmt: skip


@dataclass(frozen=True)
class LogRow:
    entry: LogEntry
    goods: str
    money: Any
    is_in: bool
    is_void: bool


def log_rows(entries: Sequence[LogEntry], currency: str) -> list[LogRow]:
    return [_row(entry, currency) for entry in entries]


def _row(entry: LogEntry, currency: str) -> LogRow:
    goods = f"{figure(entry.quantity, 2)} {entry.unit}" if entry.quantity else ""
    is_void = entry.cancels_id is not None or hasattr(entry, "cancelled_by")
    return LogRow(
        entry=entry,
        goods=goods,
        money=entry.amount if EntryKind(entry.kind) in OF_MONEY else None,
        is_in=entry.kind in {EntryKind.SALE, EntryKind.GRANT},
        is_void=is_void,
    )
