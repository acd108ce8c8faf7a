"""First, aside, back again; what is chosen is kept; weights are versions."""

from datetime import timedelta
from typing import Any

import pytest
from django.db import DatabaseError
from django.utils import timezone

from homeward.access.choices import Role
from homeward.core.refusals import Refused
from homeward.matches import actions, queries
from homeward.matches.choices import Part, Reason, Standing
from homeward.matches.models import Placing, Proposal, RankingVersion


def place(market: Any, offer: Any, standing: Standing, reason: str = "Asked for") -> Placing:
    cast = market.cast
    with cast.as_app(cast.owner):
        return actions.place(
            market.case, market.person, offer.pk, standing, reason, by=cast.owner, at=cast.now
        )


def listed(market: Any) -> tuple[list[str], list[str]]:
    with market.cast.as_app(market.cast.owner):
        search = queries.Search(market.case, market.person, on=timezone.localdate())
        first = [m.title for m in search.placed(Standing.FIRST)]
        aside = [m.title for m in search.placed(Standing.ASIDE)]
        return [*first, *[m.title for m in search.best(most=9)]], aside


def test_what_is_put_first_or_aside_stands_there_until_it_is_taken_back(market: Any) -> None:
    offers = {name: market.offer(name) for name in ("a", "b", "c")}
    first = place(market, offers["c"], Standing.FIRST)
    place(market, offers["a"], Standing.ASIDE, "Too far for the children")
    assert listed(market) == (["c", "b"], ["a"])
    with market.cast.as_app(market.cast.owner):
        actions.take_back(first, by=market.cast.owner, at=market.cast.now)
        with pytest.raises(Refused):
            actions.take_back(first, by=market.cast.owner, at=market.cast.now)
        best = queries.best_for(market.case, market.person)
        assert [m.title for m in best] == ["b", "c"]
    # Put elsewhere, what stood before is taken back with it.
    place(market, offers["a"], Standing.FIRST)
    assert Placing.objects.filter(lifted_at=None).count() == 1
    assert listed(market) == (["a", "b", "c"], [])


def test_a_placing_needs_a_reason_and_an_offer(market: Any) -> None:
    offer = market.offer("a")
    with pytest.raises(Refused) as refused:
        place(market, offer, Standing.FIRST, " ")
    assert refused.value.reasons == [Reason.NO_REASON]
    place(market, offer, Standing.FIRST)
    with pytest.raises(Refused) as refused:
        place(market, offer, Standing.FIRST)
    assert refused.value.reasons == [Reason.SAME_ALREADY]


def test_what_was_proposed_is_kept_with_the_choice_and_its_reason(market: Any) -> None:
    cast = market.cast
    first, second = market.offer("a"), market.offer("b")
    with cast.as_app(cast.owner):
        with pytest.raises(Refused) as refused:
            actions.choose(market.case, market.person, second.pk, "", by=cast.owner, at=cast.now)
        assert refused.value.reasons == [Reason.NO_REASON]
        kept = actions.choose(
            market.case, market.person, second.pk, "Her cousin works there", by=cast.owner,
            at=cast.now,
        )  # fmt: skip
        assert (kept.place, kept.fitting, kept.offer) == (2, 2, second)
        assert [pk for pk, _score in kept.shown] == [str(first.pk), str(second.pk)]
        assert [one.reason for one in queries.proposals_of(market.case, market.person)] == [
            "Her cousin works there"
        ]
        # The first of the list needs no word.
        actions.choose(market.case, market.person, first.pk, "", by=cast.owner, at=cast.now)


def test_what_was_proposed_is_never_changed(market: Any) -> None:
    cast, offer = market.cast, market.offer("a")
    with cast.as_app(cast.owner):
        actions.choose(market.case, market.person, offer.pk, "", by=cast.owner, at=cast.now)
        assert Proposal.objects.update(fitting=9) == 0


def test_an_offer_stands_in_one_place_whatever_is_clicked_at_once(market: Any) -> None:
    kept = place(market, market.offer("a"), Standing.FIRST)
    kept.pk = None
    with pytest.raises(DatabaseError):
        kept.save(force_insert=True)


def test_a_programme_writes_its_own_weights_from_a_day_on(market: Any) -> None:
    cast = market.cast
    manager = cast.user("manager", cast.host, Role.PROGRAMME_MANAGER)
    other = cast.user("other", cast.partner_org, Role.PROGRAMME_MANAGER)
    today = timezone.localdate()
    parts = dict.fromkeys(Part, 10)

    def weigh(by: Any, on: Any, source: str = "Decided by the programme") -> RankingVersion:
        with cast.as_app(by):
            return actions.weigh(
                cast.programme, parts, source=source, valid_from=on, reach_km=30, by=by,
                at=cast.now,
            )  # fmt: skip

    with pytest.raises(Refused) as refused:
        weigh(other, today)
    assert refused.value.reasons == [Reason.NOT_YOURS]
    weigh(manager, today + timedelta(days=1))
    assert queries.ranking_on(cast.programme.pk, today).programme is None
    tomorrow = queries.ranking_on(cast.programme.pk, today + timedelta(days=1))
    assert (tomorrow.number, tomorrow.weights.parts["skills"]) == (1, 0.1)
    assert weigh(manager, today + timedelta(days=2)).number == 2
