"""A procedure of the shared cast: host and partner have signed it, the host drafted it."""

from collections.abc import Callable
from datetime import date
from typing import Any

import pytest

from homeward.access.choices import Role
from homeward.access.models import User
from homeward.agreements.models import Agreement, Party
from homeward.procedures import actions
from homeward.procedures.choices import Part
from homeward.procedures.models import SopVersion
from homeward.programmes.choices import Stage
from homeward.tasks.choices import DayKind


@pytest.fixture
def sop(cast: Any) -> Agreement:
    agreement = Agreement.objects.create(
        number="SOP-1", title="Return and reception", kind="sop", lead_org=cast.host,
        status="in_force", starts_on=date(2020, 1, 1),
    )  # fmt: skip
    for org in (cast.host, cast.partner_org):
        Party.objects.create(agreement=agreement, organisation=org, signed_on=date(2020, 1, 1))
    return agreement


@pytest.fixture
def manager(cast: Any) -> User:
    found: User = cast.user("manager", cast.host, Role.PROGRAMME_MANAGER)
    return found


@pytest.fixture
def publish(cast: Any, as_app: Any, sop: Agreement, manager: User) -> Callable[..., SopVersion]:
    """`publish([(code, stage, part, after, evidence), ...])`: the next version, valid today."""

    def act(steps: list[tuple[str, Stage, Part, str, str]]) -> SopVersion:
        with as_app(manager):
            version = actions.begin_version(sop, by=manager)
            version.steps.all().delete()
            for code, stage, part, after, evidence in steps:
                actions.add_step(
                    version, code=code, titles={"en": f"Step {code}", "fr": f"Étape {code}"},
                    stage=stage, part=part, days=3, day_kind=DayKind.WORKING, after=after,
                    evidence=evidence, by=manager,
                )  # fmt: skip
            return actions.publish(version, valid_from=cast.now.date(), by=manager, at=cast.now)

    return act
