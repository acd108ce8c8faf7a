"""Who sees a candidacy: its owner, nobody beside, and the employer by its link what was chosen."""

from dataclasses import replace
from typing import Any

import pytest
from django.db import DatabaseError

from homeward.access.choices import ActorKind, DataClass, OrganisationKind, Purpose, Role
from homeward.core.refusals import Refused
from homeward.employment import actions, queries
from homeward.employment.choices import Reason, Refusal, Side, Wish
from homeward.employment.models import (
    Candidacy,
    CandidateFact,
    EmployerLink,
    Interview,
    JobSearch,
    Outreach,
    Placement,
    RetentionCheck,
)
from homeward.persons import actions as persons
from homeward.persons.models import Consent, Person
from homeward.seals import actions as seals
from homeward.tasks.models import Task


def counts() -> tuple[int, ...]:
    return tuple(
        model.objects.count()
        for model in (Candidacy, CandidateFact, Interview, Placement, RetentionCheck)
    )


def kinds() -> set[str]:
    return set(CandidateFact.objects.values_list("kind", flat=True))


def test_the_owner_sees_it_all_and_a_stranger_nothing(ready: Any) -> None:
    ready.placed()
    with ready.cast.as_app(ready.adviser):
        seen = counts()
    assert (seen[0], seen[2:]) == (1, (1, 1, 3))
    for other in (ready.cast.stranger, ready.cast.trainer, ready.cast.officer):
        with ready.cast.as_app(other):
            assert counts() == (0, 0, 0, 0, 0)
            assert not JobSearch.objects.exists()


def test_a_partner_sees_what_agreement_and_consent_share(ready: Any) -> None:
    """The counsellor abroad: the origin's rows are shared back, for casework."""
    ready.placed()
    with ready.cast.as_app(ready.cast.owner):
        assert counts()[0] == 1


def test_before_the_shortlist_the_link_shows_nobody(ready: Any) -> None:
    ready.agreed()
    with ready.as_link():
        assert counts() == (0, 0, 0, 0, 0)


def test_the_link_shows_the_facts_chosen_under_a_number_and_nothing_of_the_file(
    ready: Any,
) -> None:
    ready.shortlisted()
    with ready.as_link():
        assert counts()[0] == 1
        assert kinds() == {"age", "trade"}
        assert not Person.objects.exists()
        assert not JobSearch.objects.exists()
        assert Task.objects.filter(done_at=None).count() == 1


def test_the_name_is_shown_once_the_candidate_agrees_to_be_named(ready: Any) -> None:
    found = ready.shortlisted(may_be_named=True)
    with ready.as_link():
        assert kinds() == {"age", "trade", "name", "full_name", "phone"}
    ready.act(actions.record_wish, found, Wish.YES, may_be_named=False)
    with ready.as_link():
        assert kinds() == {"age", "trade"}


def test_health_is_no_employer_s_affair(ready: Any) -> None:
    found = ready.agreed()
    health = [replace(fact, data_class=DataClass.HEALTH) for fact in ready.facts()[:1]]
    with pytest.raises(Refused) as refusal:
        ready.act(actions.shortlist, found, health)
    assert refusal.value.reasons == [Reason.NO_FACTS]


def test_after_a_withdrawal_the_link_shows_nothing(ready: Any) -> None:
    found = ready.shortlisted()
    ready.act(actions.withdraw, found, "left")
    with ready.as_link():
        assert counts() == (0, 0, 0, 0, 0)
        assert not Task.objects.exists()


def test_a_withdrawn_consent_closes_the_candidacy_at_once(ready: Any) -> None:
    found = ready.shortlisted()
    with ready.cast.as_app(ready.cast.partner):
        held = Consent.objects.filter(recipient_org=ready.company)
        persons.withdraw_consent(
            [consent.pk for consent in held], by=ready.cast.partner, at=ready.cast.now
        )
    found.refresh_from_db()
    assert (found.status, found.withdraw_reason) == ("withdrawn", "consent_withdrawn")
    wait = Task.objects.get(subject_id=found.pk, done_at=None)
    assert (wait.kind, wait.holder_org_id) == ("follow_candidacy", found.owner_org_id)
    with ready.as_link():
        assert counts() == (0, 0, 0, 0, 0)


def test_one_class_withdrawn_closes_that_class_alone(ready: Any) -> None:
    found = ready.shortlisted()
    with ready.cast.as_app(ready.cast.partner):
        held = Consent.objects.filter(recipient_org=ready.company, covers=DataClass.PROFILE)
        persons.withdraw_consent([c.pk for c in held], by=ready.cast.partner, at=ready.cast.now)
    assert ready.status(found) == "shortlisted"
    with ready.as_link():
        assert kinds() == {"age"}


def test_after_its_own_no_the_employer_keeps_the_number_alone(ready: Any) -> None:
    found = ready.shortlisted()
    ready.by_link(actions.refuse, found, Side.EMPLOYER, Refusal.SKILLS)
    with ready.as_link():
        assert counts() == (1, 0, 0, 0, 0)


def test_another_employer_s_link_shows_nobody(ready: Any) -> None:
    ready.shortlisted()
    other = ready.cast.organisation("Port", OrganisationKind.PROVIDER, "GH")
    with ready.cast.as_app(ready.adviser):
        described = actions.Described(source="Call", confirmed_on=ready.cast.now.date())
        port = actions.add_employer(
            described, organisation=other, by=ready.adviser, at=ready.cast.now
        )
    ready.employer = port
    with ready.as_link():
        assert counts() == (0, 0, 0, 0, 0)


def test_a_link_of_another_organisation_shows_its_own_candidates_alone(ready: Any) -> None:
    ready.shortlisted()
    with ready.cast.as_app(ready.cast.stranger):
        actions.make_link(ready.employer, by=ready.cast.stranger, at=ready.cast.now)
    theirs = EmployerLink.objects.get(owner_org=ready.cast.stranger_org)
    with ready.cast.as_app(kind=ActorKind.LINK, actor_id=theirs.pk, purpose=Purpose.REFERRAL):
        assert counts() == (0, 0, 0, 0, 0)


def test_the_link_can_neither_place_nor_rewrite_the_candidate_s_wish_of_another_state(
    ready: Any,
) -> None:
    ready.shortlisted()
    with pytest.raises(DatabaseError), ready.as_link():
        Candidacy.objects.update(status="placed", employer_wish="yes")


def test_an_ended_link_is_nobody(ready: Any) -> None:
    link = ready.link()
    link.revoked_at = ready.cast.now
    link.save()
    ask = {"kind": ActorKind.LINK, "actor_id": link.pk, "purpose": Purpose.REFERRAL}
    with pytest.raises(DatabaseError), ready.cast.as_app(**ask):
        counts()


def test_contacts_and_links_are_their_organisation_s_own(ready: Any) -> None:
    ready.act(
        actions.note_contact, ready.employer, on=ready.cast.now.date(), way="call", said="Later"
    )
    ready.link()
    with ready.cast.as_app(ready.cast.stranger):
        assert not Outreach.objects.exists()
        assert not EmployerLink.objects.exists()
    with ready.as_link():
        assert not Outreach.objects.exists()
        assert EmployerLink.objects.count() == 1


def test_of_a_sealed_file_nothing_shows_in_lists_and_counts(ready: Any) -> None:
    found = ready.proposed()
    focal = ready.cast.user("focal", ready.cast.partner_org, Role.PROTECTION_FOCAL_POINT)
    second = ready.cast.user("second", ready.cast.partner_org, Role.PROTECTION_FOCAL_POINT)
    with ready.cast.as_app(focal):
        seals.seal(ready.case, list(ready.people), [second], "Threats", by=focal, at=ready.cast.now)
    with ready.cast.as_app(ready.adviser):
        assert queries.of_offer(ready.offer) == []
        assert queries.under_way([ready.offer]) == {}
        assert not Task.objects.filter(subject_id=found.pk).exists()
