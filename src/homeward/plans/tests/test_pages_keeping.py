"""The pages of templates, grids, a commission's composition, a session with votes, minutes."""

from typing import Any

import pytest
from django.urls import reverse

from homeward.access.choices import Role
from homeward.plans.models import (
    Attendance,
    CommissionRules,
    FeasibilityGrid,
    Member,
    Plan,
    PlanTemplate,
    Recusal,
    Seat,
    Vote,
)
from homeward.plans.tests.test_sitting import Commission, commission

__all__ = ["commission"]


def url(name: str, *args: Any) -> str:
    return reverse(f"plans:{name}", args=args)


def day(name: str, on: Any) -> dict[str, str]:
    return {f"{name}_day": on.day, f"{name}_month": on.month, f"{name}_year": on.year}


@pytest.fixture
def keeper(table: Any, client_of: Any) -> Any:
    cast = table.cast
    return client_of(cast.user("keeper", cast.host, Role.PROGRAMME_MANAGER))


def test_a_programme_s_templates_are_shown_by_level(
    table: Any, keeper: Any, client_of: Any
) -> None:
    cast = table.cast
    where = url("new_template", cast.programme.pk)
    assert keeper.get(where).status_code == 200
    said = {
        "name": "Business", "level": "3", "level_name": "Business", "currency": "eur",
        **day("valid_from", cast.now.date()),
        "goal_1_text": "The stall carries the family", "goal_1_topic": "livelihood",
        "goal_1_horizon": "long", "goal_1_months": "12",
        "line_1_title": "Starter kit", "line_1_dimension": "economic",
        "line_1_kind": "funded_item", "line_1_horizon": "short", "line_1_cost": "900",
    }  # fmt: skip
    for n in range(2, 9):
        said |= {f"line_{n}_dimension": "economic", f"line_{n}_kind": "cash"}
        said |= {f"line_{n}_horizon": "short"}
    for n in range(2, 5):
        said |= {f"goal_{n}_topic": "housing", f"goal_{n}_horizon": "short"}
    refused = keeper.post(where, {**said, "line_1_cost": ""})
    assert refused.status_code == 409
    assert 'value="Starter kit"' in refused.content.decode()
    assert keeper.post(where, said).status_code == 302
    template = PlanTemplate.objects.get()
    page = keeper.get(url("templates", cast.programme.pk)).content.decode()
    assert "level 3: Business" in page
    assert "900 EUR" in page
    # The next version of the same day is refused; the case manager copies the one in force.
    assert keeper.post(where, said).status_code == 409
    table.draft()
    manager = client_of(cast.partner)
    assert "Starter kit" in manager.get(url("apply_template", table.case.pk)).content.decode()
    manager.post(url("apply_template", table.case.pk), {"template": template.pk})
    assert Plan.objects.get().lines.get().title == "Starter kit"
    assert manager.get(where).status_code == 403
    keeper.post(url("end_template", template.pk))
    template.refresh_from_db()
    assert template.valid_until


def test_only_the_lead_keeps_templates(table: Any, client_of: Any) -> None:
    cast = table.cast
    other = client_of(cast.user("other", cast.stranger_org, Role.PROGRAMME_MANAGER))
    said = {"name": "Grid", "code_1": "market", **day("valid_from", cast.now.date())}
    assert other.post(url("new_grid", cast.programme.pk), said).status_code == 409
    assert not FeasibilityGrid.objects.filter(programme=cast.programme).exists()


def test_a_grid_is_published_and_a_plan_rated_by_it(
    table: Any, keeper: Any, client_of: Any
) -> None:
    cast = table.cast
    said = {"name": "Own 1", "code_1": "market", "code_2": "other", "words_2": "Water"}
    said |= day("valid_from", cast.now.date())
    assert keeper.get(url("new_grid", cast.programme.pk)).status_code == 200
    assert keeper.post(url("new_grid", cast.programme.pk), said).status_code == 302
    table.draft()
    manager, where = client_of(cast.partner), url("weigh", table.case.pk)
    market, water = FeasibilityGrid.objects.get(name="Own 1").criteria.all()
    assert "Water" in manager.get(where).content.decode()
    rated = {f"rating_{market.pk}": "good", f"reason_{market.pk}": ""}
    assert manager.post(where, rated).status_code == 409
    rated[f"reason_{market.pk}"] = "Two schools"
    assert manager.post(where, rated).status_code == 302
    page = manager.get(url("plan", table.case.pk)).content.decode()
    assert "3 of 6 points" in page
    assert water.words == "Water"


def test_a_commission_is_composed_on_its_pages(table: Any, client_of: Any) -> None:
    cast = table.cast
    client, on = client_of(cast.secretary), cast.now.date()
    assert "No seat is on record" in client.get(url("composition")).content.decode()
    rules = {"level": "municipal", "decides_by": "votes", **day("valid_from", on)}
    assert client.post(url("new_rules"), rules).status_code == 409
    assert client.post(url("new_rules"), {**rules, "quorum_share": "60"}).status_code == 302
    seat = {"institution": "Labour office", "kind": "institution", "has_vote": "on"}
    assert client.post(url("new_seat"), {**seat, **day("since", on)}).status_code == 302
    row = Seat.objects.get()
    member = {"seat": row.pk, "name": "Ama Serwaa", **day("since", on)}
    assert client.post(url("new_member"), member).status_code == 302
    page = client.get(url("composition")).content.decode()
    assert "Ama Serwaa (from outside)" in page
    assert CommissionRules.objects.get().quorum_share == 60
    assert client.get(url("end_seat", row.pk)).status_code == 200
    client.post(url("end_member", Member.objects.get().pk))
    client.post(url("end_seat", row.pk))
    row.refresh_from_db()
    assert row.until == on


def test_a_member_votes_on_the_session_s_page(commission: Commission, client_of: Any) -> None:
    table = commission.table
    plan = table.submit(table.drafted())
    secretary = client_of(table.cast.secretary)
    came = {f"seat_{commission.seats[n].pk}": commission.members[n].pk for n in (0, 1)}
    assert secretary.post(url("attendance", table.session.pk), came).status_code == 302
    own, other = Attendance.objects.order_by("seat")
    voter = client_of(commission.voter)
    page = voter.get(url("session", table.session.pk)).content.decode()
    assert "Your vote" in page
    assert "Record the decision" not in page
    vote = url("vote", table.session.pk, plan.pk, own.pk)
    assert voter.post(vote, {"voice": "for"}).status_code == 302
    assert voter.post(url("decide", table.session.pk, plan.pk)).status_code == 403
    # The secretary writes down what a member from outside says, and not what this one says.
    secretary.post(vote, {"voice": "against"})
    secretary.post(url("vote", table.session.pk, plan.pk, other.pk), {"voice": "abstain"})
    assert [v.voice for v in Vote.objects.order_by("seat")] == ["for", "abstain"]
    out = url("recuse", table.session.pk, plan.pk, own.pk)
    assert voter.get(out).status_code == 200
    assert voter.post(out, {"reason": "A cousin"}).status_code == 302
    page = voter.get(url("session", table.session.pk)).content.decode()
    assert "You stepped out for this plan" in page
    assert "Sewing machine" not in page
    assert Recusal.objects.get().reason == "A cousin"
    below = secretary.get(url("session", table.session.pk)).content.decode()
    assert "The quorum is not reached" in below


@pytest.mark.parametrize("language", ["en", "fr", "ar"])
def test_plan_and_minutes_come_on_paper(
    commission: Commission, client_of: Any, language: str
) -> None:
    table = commission.table
    table.submit(table.drafted())
    commission.come(0, 1)
    manager, secretary = client_of(table.cast.partner), client_of(table.cast.secretary)
    plan = manager.get(url("paper", table.case.pk), {"language": language})
    minutes = secretary.get(url("minutes", table.session.pk), {"language": language})
    assert plan.content.startswith(b"%PDF-")
    assert minutes.content.startswith(b"%PDF-")
    assert client_of(table.cast.stranger).get(url("paper", table.case.pk)).status_code == 404


def test_an_appeal_goes_its_way_on_the_pages(commission: Commission, client_of: Any) -> None:
    from homeward.plans.tests.test_sitting import rejected  # noqa: PLC0415 - one helper

    table = commission.table
    rejected(commission)
    later = table.later_session()
    manager, secretary = client_of(table.cast.partner), client_of(table.cast.secretary)
    where = url("appeal", table.case.pk)
    assert manager.get(where).status_code == 200
    assert manager.post(where, {"grounds": "There is a market"}).status_code == 302
    assert "There is a market" in secretary.get(url("appeals")).content.decode()
    made = Plan.objects.get().appeals.get()
    secretary.post(url("hear", made.pk), {"session": later.pk})
    page = secretary.get(url("session", later.pk)).content.decode()
    assert "On appeal" in page
    agenda = url("put_on_agenda", Plan.objects.get().pk)
    assert secretary.get(agenda).status_code == 200
    assert secretary.post(agenda, {"session": "", "reason": "papers"}).status_code == 302
    assert Plan.objects.get().session is None
    assert secretary.get(url("sessions")).status_code == 200


def test_the_next_version_is_compared_on_its_page(table: Any, client_of: Any) -> None:
    plan = table.submit(table.drafted())
    table.decide(plan, "rejected", "not_viable")
    manager = client_of(table.cast.partner)
    manager.post(url("draft", table.case.pk), {"why": "A smaller kit"})
    line = Plan.objects.get(version=2).lines.filter(cost__isnull=True).get()
    manager.post(url("remove_line", table.case.pk, line.pk))
    page = manager.get(url("differences", table.case.pk)).content.decode()
    assert "A smaller kit" in page
    assert "Removed: Tailoring course" in page
