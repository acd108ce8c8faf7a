"""Projects and communities that are followed: their surveys, by whoever holds them."""

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from django.db.models import QuerySet

from homeward.collectives.models import Project
from homeward.places.models import Area
from homeward.surveys.models import Wave


@dataclass(frozen=True, kw_only=True)
class Followed:
    """A project or a community with its surveys, as far as the reader sees them."""

    about: Project | Area
    waves: Sequence[Wave]

    @property
    def is_project(self) -> bool:
        return isinstance(self.about, Project)


def projects() -> QuerySet[Project]:
    """Those of the reader's organisation, and those in which it is a partner."""
    return Project.objects.select_related("area", "owner_org", "programme")


def followed(listed: Sequence[Project]) -> list[Followed]:
    waves: dict[Any, list[Wave]] = defaultdict(list)
    for wave in _waves().filter(project__in=listed):
        waves[wave.project_id].append(wave)
    return [Followed(about=one, waves=waves[one.pk]) for one in listed]


def communities() -> list[Followed]:
    """Areas whose communities are surveyed by the reader's organisation."""
    waves: dict[Area, list[Wave]] = defaultdict(list)
    for wave in _waves().filter(area__isnull=False):
        waves[wave.area].append(wave)  # type: ignore[index] # the filter says so
    return [Followed(about=area, waves=found) for area, found in waves.items()]


def _waves() -> QuerySet[Wave]:
    return Wave.objects.select_related(
        "instrument_version__instrument", "owner_org", "interviewer", "project", "area"
    ).order_by("opens_on")
