"""What the pages of quality have in common: tabs, marks, and the panels on others' pages."""

from typing import Any

from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from homeward.access.models import User
from homeward.access.pages import Request
from homeward.access.permissions import can
from homeward.actors.models import Actor
from homeward.quality import queries
from homeward.quality.choices import Status, Verdict
from homeward.quality.models import Check
from homeward.services.models import Service

TABS = [
    ("index", _("Checks"), "quality.read"),
    ("standards", _("Standards"), "quality.read"),
    ("data", _("What is written down"), "quality.read_data"),
    ("interviews", _("Interviews"), "quality.read_interviewers"),
]


def around(request: Request, here: str = "") -> dict[str, Any]:
    """The pages beside this one that the reader may open."""
    tabs = [
        {"key": key, "label": label, "url": reverse(f"quality:{key}")}
        for key, label, action in TABS
        if can(request.user, action)
    ]
    return {"section": "quality", "tabs": tabs, "tab": here}


MARKS = {
    Status.PLANNED: "wait", Status.REPORTED: "wait", Status.REPLIED: "now", Status.AGREED: "now",
    Status.CLOSED: "ok", Status.CANCELLED: "no",
}  # fmt: skip
VERDICTS = {
    Verdict.MET: "ok", Verdict.PARTLY: "soon", Verdict.NOT_MET: "no", Verdict.NOT_SEEN: "unk",
}  # fmt: skip


def marked(check: Check) -> tuple[str, str]:
    """The marks of its step and of its result."""
    return MARKS[Status(check.status)], VERDICTS.get(check.result, "unk")  # type: ignore[call-overload]


def last_of_service(service: Service, user: User) -> dict[str, Any] | None:
    """The last check of an entry; what a reader may plan where there is none."""
    check = queries.checks.last_of_service(service)
    may_plan = can(user, "quality.plan") and service.organisation_id != user.organisation_id
    if check is None and not may_plan:
        return None
    return _panel(check) | {"service": service, "may_plan": may_plan}


def last_of_actor(actor: Actor, user: User) -> dict[str, Any] | None:
    """The last check of a provider that works here."""
    check = (
        queries.checks.last_of_provider(actor.organisation_id) if actor.organisation_id else None
    )
    return _panel(check) if check else None


def _panel(check: Check | None) -> dict[str, Any]:
    return {"check": check, "mark": marked(check)[1] if check else "unk"}
