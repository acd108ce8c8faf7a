"""Who sees what was decided on a person's matches, and the person at all, as the app role."""

from typing import Any

from django.utils import timezone

from homeward.matches import actions
from homeward.matches.choices import Standing
from homeward.matches.models import Placing, Proposal
from homeward.matches.queries import reverse


def decided(market: Any) -> Any:
    cast, offer = market.cast, market.offer("a")
    with cast.as_app(cast.owner):
        actions.place(
            market.case, market.person, offer.pk, Standing.FIRST, "Near her mother", by=cast.owner,
            at=cast.now,
        )  # fmt: skip
        actions.choose(market.case, market.person, offer.pk, "", by=cast.owner, at=cast.now)
    return offer


def counts(market: Any, user: Any) -> tuple[int, int]:
    with market.cast.as_app(user):
        return Placing.objects.count(), Proposal.objects.count()


def test_the_owner_sees_them_a_stranger_does_not(market: Any) -> None:
    decided(market)
    assert counts(market, market.cast.owner) == (1, 1)
    assert counts(market, market.cast.partner) == (0, 0)
    assert counts(market, market.cast.stranger) == (0, 0)


def test_a_partner_sees_them_under_agreement_and_consent(market: Any) -> None:
    cast = market.cast
    decided(market)
    cast.agree(cast.host, cast.partner_org)
    assert counts(market, cast.partner) == (0, 0)
    cast.consent(market.person, cast.partner_org)
    assert counts(market, cast.partner) == (1, 1)
    assert counts(market, cast.stranger) == (0, 0)


def test_for_an_offer_only_those_are_counted_whose_files_are_seen(market: Any) -> None:
    cast, offer = market.cast, market.offer("a")
    with cast.as_app(cast.owner):
        found = reverse.who_fits(offer, on=timezone.localdate())
        # The mother, and the son, of whom nobody knows how old he is.
        assert (found.files, found.persons, len(found.fitting)) == (1, 2, 2)
    with cast.as_app(cast.stranger):
        nothing = reverse.who_fits(offer, on=timezone.localdate())
        assert (nothing.files, nothing.persons, len(nothing.fitting)) == (0, 0, 0)
