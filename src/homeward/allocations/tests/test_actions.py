"""What is proposed, and that people decide on it."""

from typing import Any

import pytest
from django.core.exceptions import PermissionDenied

from homeward.access.choices import Role
from homeward.allocations import actions, queries
from homeward.allocations.choices import Decided, ProposalStatus, Reason
from homeward.allocations.models import Displacement, PlaceDecision, Proposal, ProposedPlace
from homeward.allocations.rules import Terms
from homeward.core.refusals import Refused
from homeward.referrals import actions as referrals
from homeward.tasks.choices import TaskKind
from homeward.tasks.models import Task


def refused(what: Any, *args: Any) -> list[Any]:
    with pytest.raises(Refused) as refusal:
        what(*args)
    return refusal.value.reasons


def open_waits(kind: TaskKind) -> int:
    return Task.objects.filter(kind=kind, done_at__isnull=True).count()


def test_everybody_has_a_line_and_the_sum_is_proved(season: Any) -> None:
    made = season.propose()

    assert made.status == ProposalStatus.READY
    assert (made.proved_at, made.gap) == (season.cast.now, 0.0)
    assert season.placed()["Ama"] == "Bakery"
    assert sorted(season.placed().values()) == ["Bakery", "Tailoring"]
    assert ProposedPlace.objects.count() == 3


def test_it_gives_nothing_by_itself(season: Any) -> None:
    season.propose()

    assert set(ProposedPlace.objects.values_list("decided", "given")) == {(Decided.OPEN, None)}
    assert (season.left("Tailoring"), season.left("Bakery")) == (1, 1)
    assert open_waits(TaskKind.DECIDE_PLACES) == 1


def test_who_waits_is_told_because_of_whom(season: Any) -> None:
    season.propose()
    (waits,) = set(season.people) - set(season.placed())
    (holder,) = set(season.placed()) - {"Ama"}

    line = season.line(waits)
    (move,) = Displacement.objects.filter(line=line)

    assert line.wanted.title == "Tailoring"
    assert move.person_id == season.people[holder].person_id
    assert (move.from_offer.title, move.to_offer) == ("Tailoring", None)
    assert line.falls_by >= 0


def test_a_price_says_what_one_more_place_would_bring(season: Any) -> None:
    made = season.propose()
    (waits,) = set(season.people) - set(season.placed())

    assert made.prices[str(season.offers["Tailoring"].pk)] == season.line(waits).score
    assert str(season.offers["Bakery"].pk) not in made.prices


def test_a_floor_is_kept_and_its_cost_is_told(season: Any) -> None:
    floor = season.floor("Men under 25", sex="male", maximum_age=25)

    made = season.propose()

    assert season.placed()["Kofi"] == "Tailoring"
    told = made.floors[str(floor.pk)]
    assert (told["members"], told["asked"], told["short"]) == (1, 1, 0)
    assert season.line("Kofi").floor_id == floor.pk


def test_floors_that_can_t_be_met_are_told_and_give_no_lines(season: Any) -> None:
    floor = season.floor()

    made = season.propose()

    assert made.status == ProposalStatus.IMPOSSIBLE
    assert made.floors[str(floor.pk)]["short"] == 1
    assert not ProposedPlace.objects.exists()


def test_a_settled_pair_is_given_and_a_forbidden_one_is_not(season: Any) -> None:
    tailoring = season.offers["Tailoring"]
    season.act(actions.lock, season.people["Yaa"], tailoring, "Promised in writing")
    season.act(actions.forbid, season.people["Ama"], season.offers["Bakery"], "Flour makes her ill")

    season.propose()

    assert season.placed() == {"Yaa": "Tailoring"}


def test_more_settled_than_places_is_told(season: Any) -> None:
    for name in ("Yaa", "Kofi"):
        season.act(actions.lock, season.people[name], season.offers["Tailoring"], "Promised")

    made = season.propose()

    assert made.status == ProposalStatus.IMPOSSIBLE
    assert made.prices == {str(season.offers["Tailoring"].pk): 1}


def test_a_rule_needs_a_reason_and_an_offer_of_the_round(season: Any) -> None:
    elsewhere = season.offers["Bakery"]
    season.act(actions.remove_offer, season.round.offers.get(offer=elsewhere))

    reasons = refused(season.act, actions.lock, season.people["Ama"], elsewhere, " ")

    assert reasons == [Reason.NO_REASON, Reason.NOT_OF_ROUND]


def test_accepting_gives_the_place_and_leaves_a_wait_for_the_referral(season: Any) -> None:
    season.propose()

    line = season.act(actions.accept, season.line("Ama"))

    assert (line.decided, line.given) == (Decided.ACCEPTED, season.offers["Bakery"])
    assert season.left("Bakery") == 0
    assert open_waits(TaskKind.REFER_PLACE) == 1
    assert refused(season.act, actions.accept, line) == [
        Reason.DECIDED_ALREADY, Reason.NO_PLACE_LEFT,
    ]  # fmt: skip


def test_the_draft_of_a_referral_ends_the_wait_of_its_place(season: Any) -> None:
    season.propose()
    line = season.act(actions.accept, season.line("Ama"))

    season.act(referrals.draft, line.case, line.given, person=line.person, facts=[])

    assert open_waits(TaskKind.REFER_PLACE) == 0


def test_the_last_decision_ends_the_wait_for_it(season: Any) -> None:
    season.propose()
    for name in season.placed():
        season.act(actions.set_aside, season.line(name), "Nobody can be reached")

    assert open_waits(TaskKind.DECIDE_PLACES) == 0


def test_a_change_has_a_reason_that_is_kept(season: Any) -> None:
    season.propose()
    (waits,) = set(season.people) - set(season.placed())
    tailoring = season.offers["Tailoring"]

    assert refused(season.act, actions.change, season.line(waits), tailoring, "") == [
        Reason.NO_REASON
    ]
    season.act(actions.change, season.line(waits), tailoring, "Lives next door")

    line = season.line(waits)
    assert (line.offer, line.given, line.reason) == (None, tailoring, "Lives next door")
    (logged,) = PlaceDecision.objects.filter(line=line)
    assert (logged.to, logged.reason, logged.by) == (
        Decided.CHANGED, "Lives next door", season.keeper,
    )  # fmt: skip


def test_no_place_is_given_twice(season: Any) -> None:
    season.propose()
    (waits,) = set(season.people) - set(season.placed())
    (holder,) = set(season.placed()) - {"Ama"}
    season.act(actions.accept, season.line(holder))

    reasons = refused(
        season.act, actions.change, season.line(waits), season.offers["Tailoring"], "Next door"
    )

    assert reasons == [Reason.NO_PLACE_LEFT]


def test_what_is_set_aside_is_left_out_of_the_next_proposal(season: Any) -> None:
    season.propose()
    season.act(actions.set_aside, season.line("Ama"), "Wants to sew")

    season.propose()

    assert season.line("Ama").offer in {season.offers["Tailoring"], None}
    assert "Bakery" not in season.placed().values()


def test_given_places_stand_in_the_next_proposal(season: Any) -> None:
    first = season.propose()
    season.act(actions.accept, season.line("Ama"))

    second = season.propose()

    assert not ProposedPlace.objects.filter(
        proposal=second, person=season.people["Ama"].person_id
    ).exists()
    with season.cast.as_app(season.keeper):
        old = queries.open_lines(first).first()
    assert refused(season.act, actions.accept, old) == [Reason.REPLACED]


def test_taking_back_frees_the_place_and_keeps_both_decisions(season: Any) -> None:
    season.propose()
    season.act(actions.accept, season.line("Ama"))

    line = season.act(actions.take_back, season.line("Ama"), "She moved away")

    assert (line.decided, line.given, season.left("Bakery")) == (Decided.OPEN, None, 1)
    assert open_waits(TaskKind.REFER_PLACE) == 0
    with season.cast.as_app(season.keeper):
        assert {(one.to, one.reason) for one in queries.decisions(line)} == {
            (Decided.ACCEPTED, ""), (Decided.OPEN, "She moved away"),
        }  # fmt: skip


def test_one_proposal_at_a_time_and_a_stopped_one_keeps_nothing(season: Any) -> None:
    asked = season.act(actions.ask, season.round)
    assert refused(season.act, actions.ask, season.round) == [Reason.UNDER_WAY]

    season.act(actions.stop, asked)

    assert season.act(actions.work_out, asked.pk) is None
    assert Proposal.objects.get().status == ProposalStatus.STOPPED
    assert season.propose().number == 2


def test_an_empty_round_says_all_that_it_lacks(empty: Any) -> None:
    assert refused(empty.act, actions.ask, empty.round) == [Reason.NO_OFFERS, Reason.NOBODY]


def test_a_closed_round_is_not_written_in(season: Any) -> None:
    season.propose()
    season.act(actions.close, season.round)

    assert Reason.ROUND_CLOSED in refused(season.act, actions.accept, season.line("Ama"))
    assert refused(season.act, actions.ask, season.round) == [Reason.ROUND_CLOSED]
    assert open_waits(TaskKind.DECIDE_PLACES) == 0


def test_the_caseload_is_added_once(season: Any) -> None:
    season.cast.family()

    assert season.act(actions.consider_caseload, season.round) == 1
    assert season.act(actions.consider_caseload, season.round) == 0


def test_a_floor_says_whom_it_is_for_and_why(season: Any) -> None:
    assert refused(season.act, actions.set_floor, season.round, "All", Terms(), 120, " ") == [
        Reason.NAMES_NOBODY, Reason.NO_SHARE, Reason.NO_REASON,
    ]  # fmt: skip


@pytest.mark.parametrize("role", [Role.PROVIDER, Role.FINANCE_OFFICER, Role.PROGRAMME_MANAGER])
def test_other_roles_decide_nothing(season: Any, role: Role) -> None:
    season.propose()
    other = season.cast.user("other", season.cast.host, role)
    with season.cast.as_app(other), pytest.raises(PermissionDenied):
        actions.accept(ProposedPlace(round=season.round), by=other, at=season.cast.now)
