from typing import Any

import pytest
from django.core.exceptions import PermissionDenied
from django.db import DatabaseError, transaction

from homeward.access.choices import Purpose, Role
from homeward.agreements.models import Agreement
from homeward.core.refusals import Refused
from homeward.mechanisms import actions, queries
from homeward.mechanisms.choices import Reason, Requirement, Verdict
from homeward.mechanisms.models import Judgement, Mechanism, Routing
from homeward.referrals import actions as referrals
from homeward.referrals import queries as of_referrals
from homeward.referrals.models import Referral, SharedFact
from homeward.tasks.models import Task


class Hub:
    """A hub of the partner organisation, with a desk; the provider takes part in it."""

    def __init__(self, cast: Any) -> None:
        self.cast, self.now, self.today = cast, cast.now, cast.now.date()
        self.keeper = cast.user("keeper", cast.partner_org, Role.PROGRAMME_MANAGER)
        self.worker = cast.partner
        self.course = cast.service()
        self.desk = cast.service()
        self.desk.organisation = cast.partner_org
        self.desk.save()
        with cast.as_app(self.keeper):
            self.system = actions.write(
                None, name="Hub", level="hub", country_id="GH", desk=self.desk, areas=[],
                agreements=[], by=self.keeper, at=self.now,
            )  # fmt: skip
            actions.join(self.system, cast.provider, by=self.keeper, at=self.now)

    def referred(self, *, covered: bool = True) -> Referral:
        """By the owner to the hub's desk, with two facts; the provider is covered, or not."""
        cast = self.cast
        cast.agree(cast.host, cast.partner_org, Purpose.REFERRAL)
        case, people = cast.family()
        cast.consent(people[0], cast.partner_org, Purpose.REFERRAL)
        if covered:
            cast.agree(cast.host, cast.provider, Purpose.REFERRAL)
            cast.consent(people[0], cast.provider, Purpose.REFERRAL)
        with cast.as_app(cast.owner):
            offered = of_referrals.facts_to_choose(case, people[0], on=self.today)
            chosen = [fact for fact in offered if fact.kind in {"name", "trade"}]
            referral = referrals.draft(
                case, self.desk, person=people[0], facts=chosen, by=cast.owner, at=self.now
            )
            referrals.send(referral, by=cast.owner, at=self.now)
        return referral

    def take(self, referral: Referral) -> Routing:
        with self.cast.as_app(self.worker, Purpose.REFERRAL):
            return actions.take(
                self.system, referral.pk, referral.number, by=self.worker, at=self.now
            )

    def route(self, routing: Routing, *kinds: str) -> bool:
        with self.cast.as_app(self.worker, Purpose.REFERRAL):
            facts = SharedFact.objects.filter(referral=routing.referral_id)
            chosen = [fact.pk for fact in facts if fact.kind in kinds]
            return actions.route(routing, self.course, chosen, by=self.worker, at=self.now)


@pytest.fixture
def hub(cast: Any) -> Hub:
    return Hub(cast)


def held(kind: str) -> list[int]:
    open_ones = Task.objects.filter(kind=kind, done_at__isnull=True)
    return list(open_ones.values_list("holder_org", flat=True))


def test_a_hub_hands_on_with_the_facts_chosen_and_sees_the_letter_no_more(hub: Hub) -> None:
    referral, cast = hub.referred(), hub.cast
    routing = hub.take(referral)
    assert hub.take(referral) == routing
    assert held("route_referral") == [cast.partner_org.pk]
    assert hub.route(routing, "trade")
    with cast.as_app(hub.worker, Purpose.REFERRAL):
        assert not Referral.objects.filter(pk=referral.pk).exists()
        [gone] = queries.routings_of(cast.partner_org.pk)
        assert (gone.number, gone.to_org) == (referral.number, cast.provider)
    with cast.as_app(cast.trainer, Purpose.REFERRAL):
        assert Referral.objects.get().service == hub.course
        assert [fact.kind for fact in SharedFact.objects.all()] == ["trade"]
    assert held("answer_referral") == [cast.provider.pk]
    assert not held("route_referral")
    with pytest.raises(Refused) as refused:
        hub.route(routing, "trade")
    assert Reason.GONE_ON in refused.value.reasons or Reason.NO_FACTS in refused.value.reasons


def test_where_nothing_covers_the_receiver_the_sender_is_asked(hub: Hub) -> None:
    referral = hub.referred(covered=False)
    assert not hub.route(hub.take(referral), "trade")
    assert held("send_routed") == [hub.cast.host.pk]
    with hub.cast.as_app(hub.cast.trainer, Purpose.REFERRAL):
        assert not Referral.objects.exists()
    with hub.cast.as_app(hub.worker, Purpose.REFERRAL):
        assert Referral.objects.filter(pk=referral.pk).exists()


def test_nothing_goes_on_without_a_fact_or_by_who_does_not_hold_it(hub: Hub) -> None:
    referral, cast = hub.referred(), hub.cast
    routing = hub.take(referral)
    with pytest.raises(Refused):
        hub.route(routing)
    for other in (cast.stranger, cast.trainer):
        with cast.as_app(other, Purpose.REFERRAL), pytest.raises(PermissionDenied):
            actions.take(hub.system, referral.pk, "", by=other, at=hub.now)
    with cast.as_app(cast.stranger, Purpose.REFERRAL):
        assert not Routing.objects.exists()


def test_a_judgement_needs_evidence_and_an_earlier_one_stays(hub: Hub) -> None:
    cast = hub.cast

    def judge(verdict: Verdict, evidence: str) -> None:
        with cast.as_app(hub.keeper):
            actions.judge(
                hub.system, Requirement.LINKS, verdict, evidence=evidence, lacks="",
                on=hub.today, by=hub.keeper, at=hub.now,
            )  # fmt: skip

    with pytest.raises(Refused):
        judge(Verdict.MET, " ")
    judge(Verdict.NOT_MET, "Visit")
    judge(Verdict.MET, "Second visit")
    with cast.as_app(cast.stranger):
        stands = {s.derived.requirement: s for s in queries.assessment(hub.system, on=hub.today)}
        judged = stands[Requirement.LINKS].judgement
        assert judged is not None
        assert judged.verdict == Verdict.MET
        assert Judgement.objects.count() == 2
        assert Judgement.objects.update(verdict="met") == 0


def test_another_organisation_s_system_can_t_be_written(hub: Hub) -> None:
    cast = hub.cast
    other = cast.user("other", cast.stranger_org, Role.PROGRAMME_MANAGER)
    with cast.as_app(other), pytest.raises(PermissionDenied):
        actions.join(hub.system, cast.host, by=other, at=hub.now)
    with cast.as_app(other), pytest.raises(DatabaseError), transaction.atomic():
        Mechanism.objects.filter(pk=hub.system.pk).update(name="Ours")


def test_a_handover_needs_an_agreement_and_takes_queue_and_desk_along(hub: Hub) -> None:
    cast = hub.cast
    referral = hub.referred()
    new = cast.user("new", cast.stranger_org, Role.PROGRAMME_MANAGER)
    agreement = cast.agree(cast.partner_org, cast.stranger_org)
    draft = Agreement.objects.create(
        number="D1", title="Draft", kind="mou", lead_org=cast.partner_org, starts_on=hub.today
    )
    offer = {"on": hub.today, "by": hub.keeper, "at": hub.now}
    with cast.as_app(hub.keeper):
        with pytest.raises(Refused):
            actions.offer_handover(hub.system, cast.stranger_org, draft, **offer)
        handover = actions.offer_handover(hub.system, cast.stranger_org, agreement, **offer)
        with pytest.raises(Refused):
            actions.offer_handover(hub.system, cast.stranger_org, agreement, **offer)
    assert held("answer_handover") == [cast.stranger_org.pk]
    with cast.as_app(hub.keeper), pytest.raises(PermissionDenied):
        actions.answer_handover(handover, take=True, by=hub.keeper, at=hub.now)
    with cast.as_app(new):
        actions.answer_handover(handover, take=True, by=new, at=hub.now)
        hub.system.refresh_from_db()
        assert hub.system.owner_org == cast.stranger_org
        with pytest.raises(Refused):
            actions.answer_handover(handover, take=False, by=new, at=hub.now)
    hub.desk.refresh_from_db()
    assert hub.desk.organisation == cast.stranger_org
    # Nobody agreed that the new owner sees it: it stays where the person knows it.
    assert Referral.objects.get(pk=referral.pk).receiver_org == cast.partner_org
