"""Who sees a round and who is in it, as the app role."""

from typing import Any

import pytest
from django.db import DatabaseError, transaction

from homeward.access.choices import ActorKind, Role
from homeward.allocations import actions, queries
from homeward.allocations.models import (
    Considered,
    Displacement,
    Floor,
    PairRule,
    PlaceDecision,
    Proposal,
    ProposedPlace,
    Round,
    RoundOffer,
)
from homeward.seals import actions as seals

OF_PERSONS = (Considered, PairRule, ProposedPlace, PlaceDecision, Displacement)
OF_ROUNDS = (Round, RoundOffer, Floor, Proposal)


def seen(cast: Any, user: Any, models: Any = OF_PERSONS, **how: Any) -> list[int]:
    with cast.as_app(user, **how):
        return [model.objects.count() for model in models]


@pytest.fixture
def decided(season: Any) -> Any:
    """Three people, a floor, a rule, a proposal, and one place that was given."""
    season.floor("Women", sex="female", share=10)
    season.act(actions.forbid, season.people["Kofi"], season.offers["Bakery"], "Too young")
    season.propose()
    season.act(actions.accept, season.line("Ama"))
    return season


def test_without_an_actor_there_is_no_row(decided: Any) -> None:
    with decided.cast.as_app():
        assert [model.objects.count() for model in (*OF_PERSONS, *OF_ROUNDS)] == [0] * 9


def test_the_owner_sees_everything(decided: Any) -> None:
    assert seen(decided.cast, decided.keeper) == [3, 1, 3, 1, 1]
    assert seen(decided.cast, decided.keeper, OF_ROUNDS) == [1, 2, 1, 1]


def test_a_stranger_sees_nothing(decided: Any) -> None:
    assert seen(decided.cast, decided.cast.stranger, (*OF_PERSONS, *OF_ROUNDS)) == [0] * 9


def test_a_partner_sees_the_rows_of_who_agreed_and_never_the_round(decided: Any) -> None:
    cast = decided.cast
    cast.agree(cast.host, cast.partner_org)
    assert seen(cast, cast.partner) == [0, 0, 0, 0, 0]

    cast.consent(decided.people["Ama"].person, cast.partner_org)

    assert seen(cast, cast.partner)[:4] == [1, 0, 1, 1]
    assert seen(cast, cast.partner, OF_ROUNDS) == [0, 0, 0, 0]


def test_a_partner_decides_nothing(decided: Any) -> None:
    cast = decided.cast
    cast.agree(cast.host, cast.partner_org, may_write=False)
    cast.consent(decided.people["Ama"].person, cast.partner_org)
    with cast.as_app(cast.partner):
        assert ProposedPlace.objects.update(decided="aside") == 0
        assert Round.objects.update(name="Taken") == 0


def test_nobody_writes_a_round_of_another_organisation(decided: Any) -> None:
    cast = decided.cast
    with pytest.raises(DatabaseError), transaction.atomic(), cast.as_app(cast.stranger):
        Floor.objects.create(
            round=decided.round, position=9, name="Mine", sex="male", share=100, reason="x",
            set_by=cast.stranger, set_at=cast.now,
        )  # fmt: skip


def test_the_person_sees_their_own_line(decided: Any) -> None:
    cast = decided.cast
    user = cast.user("self", cast.host, Role.RETURNEE)
    user.person_id, user.organisation = decided.people["Ama"].person_id, None
    user.save()

    assert seen(cast, user, kind=ActorKind.PERSON)[2] == 1
    assert seen(cast, user, OF_ROUNDS, kind=ActorKind.PERSON) == [0, 0, 0, 0]


def test_a_sealed_file_leaves_lists_counts_and_chains(decided: Any) -> None:
    cast, ama = decided.cast, decided.people["Ama"]
    focal = cast.user("focal", cast.host, Role.PROTECTION_FOCAL_POINT)
    with cast.as_app(focal):
        seals.seal(ama.case, [ama.person], [], "Asked for", by=focal, at=cast.now)

    assert seen(cast, decided.keeper)[:4] == [2, 1, 2, 0]
    with cast.as_app(decided.keeper):
        proposal = Proposal.objects.get()
        rows = queries.offer_rows(proposal)
        assert sum(len(row.lines) for row in rows) == 1
        assert not queries.given_places(decided.round).exists()
        assert queries.considered(decided.round).count() == 2
    # Nobody is given the place that is taken, seen or not.
    assert decided.left("Bakery") == 0


def test_who_is_sealed_is_not_proposed_by_who_does_not_see_them(season: Any) -> None:
    cast, ama = season.cast, season.people["Ama"]
    focal = cast.user("focal", cast.host, Role.PROTECTION_FOCAL_POINT)
    with cast.as_app(focal):
        seals.seal(ama.case, [ama.person], [], "Asked for", by=focal, at=cast.now)

    made = season.propose()

    assert not ProposedPlace.objects.filter(proposal=made, person=ama.person_id).exists()
