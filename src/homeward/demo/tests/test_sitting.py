"""The corridor's committees stand without a single household."""

from types import SimpleNamespace
from typing import Any

from homeward.access.choices import Role
from homeward.committees import queries
from homeward.committees.models import Committee, Decision
from homeward.demo import sitting


def test_the_committee_has_met_and_the_process_lacks_civil_society(cast: Any) -> None:
    people = SimpleNamespace(
        programme_manager=cast.user("thomas", cast.host, Role.PROGRAMME_MANAGER),
        coordinator=cast.user("bart", cast.stranger_org, Role.HOST_COORDINATOR),
        managers=[cast.partner], officer=cast.officer, finance=cast.finance,
        authority=cast.stranger_org, desk=cast.desk, ghanaian_ngo=cast.partner_org,
        fund=cast.fund,
    )  # fmt: skip
    world = SimpleNamespace(
        cast=people, ground=SimpleNamespace(programme=cast.programme), now=cast.now,
        today=cast.now.date(),
    )  # fmt: skip
    sitting.show(world)  # type: ignore[arg-type]
    assert set(Decision.objects.values_list("kind", flat=True)) == {"decided"}
    process = Committee.objects.get(kind="regional")
    assert not queries.is_complete(process, on=world.today)
    steering = Committee.objects.get(kind="steering")
    assert queries.is_complete(steering, on=world.today)
    assert queries.points().filter(due_on__lt=world.today).count() == 1
