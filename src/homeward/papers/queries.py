"""Reads of papers."""

from dataclasses import dataclass
from datetime import date
from uuid import UUID

from django.db.models import F, QuerySet

from homeward.access.choices import CLEARANCE, DataClass, Role
from homeward.access.models import User
from homeward.cases.models import Case
from homeward.papers.models import Paper


def of_case(case: Case) -> QuerySet[Paper]:
    """Each paper that the actor sees, those that end first before the others."""
    return (
        Paper.objects.filter(case=case)
        .select_related("person", "added_by__organisation", "replaced_by", "file")
        .defer("file__content")
        .order_by(F("expires_on").asc(nulls_last=True), "-added_at")
    )


def of_person(person_id: UUID) -> list[Paper]:
    """A person's own, as they read them themselves."""
    return list(
        Paper.objects.filter(person_id=person_id)
        .select_related("replaced_by", "file")
        .defer("file__content")
        .order_by(F("expires_on").asc(nulls_last=True), "-added_at")
    )


def current(papers: list[Paper]) -> list[Paper]:
    return [paper for paper in papers if not hasattr(paper, "replaced_by")]


def of_pk(pk: UUID) -> QuerySet[Paper]:
    return Paper.objects.filter(pk=pk).select_related("case", "person", "file")


@dataclass(frozen=True)
class Shown:
    paper: Paper
    mark: str
    days: int | None


def shown(paper: Paper, *, on: date) -> Shown:
    """With how long it still holds: `days` is negative once it has ended."""
    if paper.expires_on is None:
        return Shown(paper, "unk" if paper.expiry_known == "unknown" else "ok", None)
    days = (paper.expires_on - on).days
    return Shown(paper, "no" if days < 0 else "ok", days)


def is_cleared(user: User, data_class: DataClass) -> bool:
    """Whether the user's roles see this class; what their organisation took away the gate knows."""
    return any(data_class in CLEARANCE[Role(role)] for role in user.roles)
