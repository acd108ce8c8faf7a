"""A standard that the host has adopted, and the provider's service to check along it."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

import pytest

from homeward.access.choices import Role
from homeward.access.models import User
from homeward.cases.models import Case
from homeward.conftest import Cast
from homeward.quality import actions
from homeward.quality.actions import PointGiven
from homeward.quality.choices import Kind, Scale, Verdict
from homeward.quality.models import Check, StandardVersion
from homeward.quality.standard_files import Point
from homeward.seals import actions as seals
from homeward.services.models import Service

POINTS = (
    Point(number="1.1", text="Opening hours stand at the door.", look_at="The door.",
          scale=Scale.TWO),
    Point(number="1.2", text="Who calls is told when to come.", look_at="What is said.",
          by_call=True),
)  # fmt: skip


@dataclass
class Quality:
    """`manager` plans for the host, `checker` holds; `provider` is of the training centre."""

    cast: Cast
    manager: User
    checker: User
    # Cleared for persons, as a programme manager is not.
    worker: User

    @property
    def today(self) -> date:
        return self.cast.now.date()

    def act(self, action: Callable[..., Any], *args: Any, by: User | None = None, **more: Any):
        by = by or self.manager
        with self.cast.as_app(by):
            return action(*args, by=by, **more)

    def done(self, action: Callable[..., Any], *args: Any, by: User | None = None, **more: Any):
        return self.act(action, *args, by=by, **{"at": self.cast.now, **more})

    def service(self, name: str, **more: Any) -> Service:
        organisation = more.pop("organisation", self.cast.provider)
        return Service.objects.create(name=name, organisation=organisation, **more)

    def draft(self, points: tuple[Point, ...] = POINTS, **more: Any) -> StandardVersion:
        given = actions.StandardGiven(
            **{"code": "training", "title": "Training", "category": "", "source": "Handbook, 3",
               **more}
        )  # fmt: skip
        version = self.done(actions.begin, given)
        for point in points:
            self.act(actions.add_point, version, point)
        return version

    def standard(self, **more: Any) -> StandardVersion:
        version = self.draft(**more)
        self.done(actions.publish, version)
        version.refresh_from_db()
        self.done(actions.adopt, version, from_on=self.today)
        return version

    def given(self, version: StandardVersion, **more: Any) -> actions.CheckGiven:
        return actions.CheckGiven(
            **{"kind": Kind.SPOT, "version": version, "assignee": self.checker,
               "due_on": self.today + timedelta(days=3), "chosen_because": "A complaint", **more}
        )  # fmt: skip

    def planned(self, service: Service | None = None, **more: Any) -> Check:
        version = more.pop("version", None) or self.standard()
        service = service or self.cast.service()
        return self.done(actions.plan, service, self.given(version, **more))

    def said(self, check: Check, *verdicts: Verdict, **more: Any) -> actions.ReportGiven:
        with self.cast.as_app(self.checker):
            items = actions.asked(Check.objects.get(pk=check.pk))
        points = {
            item.pk: PointGiven(verdict=verdict, note="" if verdict == Verdict.MET else "No sign")
            for item, verdict in zip(items, verdicts, strict=True)
        }
        return actions.ReportGiven(
            **{"held_on": self.today, "points": points,
               "reply_by": self.today + timedelta(days=14), **more}
        )  # fmt: skip

    def seal(self, case: Case) -> None:
        """For a team that `worker` is of: what colleagues outside it may not learn."""
        focal = self.cast.user("focal", self.cast.host, Role.PROTECTION_FOCAL_POINT)
        with self.cast.as_app(focal):
            held = Case.objects.get(pk=case.pk)
            seals.seal(held, [held.person], [self.worker], "Threats", by=focal, at=self.cast.now)

    def reported(self, *verdicts: Verdict, **more: Any) -> Check:
        check = self.planned(**more)
        wanted = verdicts or (Verdict.NOT_MET, Verdict.MET)
        return self.done(actions.report, check, self.said(check, *wanted), by=self.checker)


@pytest.fixture
def quality(cast: Cast) -> Quality:
    return Quality(
        cast=cast,
        manager=cast.user("leads", cast.host, Role.PROGRAMME_MANAGER),
        checker=cast.user("looks", cast.host, Role.RETURN_COUNSELLOR),
        worker=cast.user("works", cast.host, Role.CASE_MANAGER),
    )
