from typing import Any

import pytest

from homeward.access.choices import DataClass
from homeward.cases.choices import FactKind, SaidBy
from homeward.cases.models import Case, Fact
from homeward.core.refusals import Refused
from homeward.packages import actions, contents, identity
from homeward.packages.choices import Reason, Status
from homeward.packages.models import Peer, SentPackage, TakenPackage
from homeward.packages.tests.conftest import OTHER, THIRD
from homeward.persons.models import Person
from homeward.tasks.models import Task


def make(world: Any, as_app: Any) -> tuple[SentPackage, bytes]:
    cast = world.cast
    with as_app(cast.owner):
        return actions.make(world.case, cast.partner_org, by=cast.owner, at=cast.now)


def take(world: Any, as_app: Any, sealed: bytes) -> TakenPackage:
    cast = world.cast
    world.be(OTHER)
    try:
        with as_app(cast.partner):
            return actions.take(sealed, programme=cast.programme, by=cast.partner, at=cast.now)
    finally:
        world.be(world.here)


def test_every_reason_against_a_package_at_once(world, as_app) -> None:
    with as_app(world.manager):
        actions.forget_peer(Peer.objects.get(), by=world.manager)
    with pytest.raises(Refused) as refused:
        make(world, as_app)
    assert refused.value.reasons == [Reason.NO_KEY, Reason.NO_AGREEMENT, Reason.NO_CONSENT]


def test_an_agreement_without_consent_sends_nobody(world, as_app) -> None:
    world.cast.agree(world.cast.host, world.cast.partner_org)
    with pytest.raises(Refused) as refused:
        make(world, as_app)
    assert refused.value.reasons == [Reason.NO_CONSENT]


def test_a_case_arrives_with_who_said_what_and_without_who_did_not_consent(agreed, as_app) -> None:
    _package, sealed = make(agreed, as_app)
    assert b"Ansah" not in sealed
    taken = take(agreed, as_app, sealed)
    assert taken.counts == {"people": 1, "facts": 1, "files": 0}
    with as_app(agreed.cast.partner):
        case = Case.objects.get(pk=taken.case_id)
        assert (case.owner_org, case.destination) == (agreed.cast.partner_org, "Ashaiman")
        people = list(Person.objects.filter(household=case.household_id))
        assert [person.full_name for person in people] == ["Efua Ansah"]
        fact = Fact.objects.get(case=case)
        assert (fact.value, fact.said_by, fact.said_by_name) == (
            "Tailor, 6 years", SaidBy.PERSON, str(agreed.cast.host),
        )  # fmt: skip


def test_only_the_classes_that_are_agreed_and_allowed_go(world, as_app) -> None:
    cast = world.cast
    with as_app(cast.owner):
        from homeward.cases import actions as cases  # noqa: PLC0415

        cases.record_fact(
            world.case, FactKind.HEALTH, "Insulin", person=world.mother, said_by=SaidBy.PERSON,
            said_on=cast.now.date(), by=cast.owner, at=cast.now,
        )  # fmt: skip
    some = frozenset({DataClass.IDENTITY, DataClass.PROFILE})
    cast.agree(cast.host, cast.partner_org, classes=some)
    cast.consent(world.mother, cast.partner_org)
    _package, sealed = make(world, as_app)
    taken = take(world, as_app, sealed)
    with as_app(cast.partner):
        assert [f.value for f in Fact.objects.filter(case=taken.case_id)] == ["Tailor, 6 years"]
        assert Case.objects.get(pk=taken.case_id).destination == ""


def test_asylum_history_never_reaches_an_authority_of_the_country_of_origin(world, as_app) -> None:
    cast = world.cast
    with as_app(cast.owner):
        from homeward.cases import actions as cases  # noqa: PLC0415

        cases.record_fact(
            world.case, FactKind.ASYLUM, "Rejected", person=world.mother, said_by=SaidBy.PERSON,
            said_on=cast.now.date(), by=cast.owner, at=cast.now,
        )  # fmt: skip
    cast.agree(cast.host, cast.desk)
    cast.consent(world.mother, cast.desk)
    with as_app(world.manager):
        card = identity.card(OTHER, "Desk")
        Peer.objects.all().delete()
        actions.enter_peer(
            cast.desk, identity.write_card(card), fingerprint=card.fingerprint,
            checked_how="By phone", by=world.manager, at=cast.now,
        )  # fmt: skip
    with as_app(cast.owner):
        package, sealed = actions.make(world.case, cast.desk, by=cast.owner, at=cast.now)
    world.be(OTHER)
    with as_app(cast.partner):
        found = actions.read(sealed, by=cast.partner)
    assert [fact["kind"] for fact in found.content.document["facts"]] == [FactKind.TRADE]
    assert package.counts["facts"] == 1


def test_the_receipt_comes_back_and_ends_the_wait(agreed, as_app) -> None:
    package, sealed = make(agreed, as_app)
    wait = Task.objects.get(subject_id=package.pk)
    assert wait.done_at is None
    taken = take(agreed, as_app, sealed)
    with as_app(agreed.cast.owner):
        done = actions.enter_receipt(
            package, taken.receipt, by=agreed.cast.owner, at=agreed.cast.now
        )
        assert done.status == Status.RECEIVED
        with pytest.raises(Refused) as refused:
            actions.enter_receipt(package, taken.receipt, by=agreed.cast.owner, at=agreed.cast.now)
    assert refused.value.reasons == [Reason.RECEIPTED_ALREADY]
    wait.refresh_from_db()
    assert wait.done_at


def test_a_refusal_is_a_receipt_too(agreed, as_app) -> None:
    package, sealed = make(agreed, as_app)
    agreed.be(OTHER)
    with as_app(agreed.cast.partner):
        said = actions.refusal(sealed, "We are full", by=agreed.cast.partner, at=agreed.cast.now)
    agreed.be(agreed.here)
    with as_app(agreed.cast.owner):
        done = actions.enter_receipt(package, said, by=agreed.cast.owner, at=agreed.cast.now)
    assert done.status == Status.REFUSED


def test_a_receipt_for_another_package_or_by_another_is_not_believed(agreed, as_app) -> None:
    first, sealed = make(agreed, as_app)
    second, _other = make(agreed, as_app)
    taken = take(agreed, as_app, sealed)
    with as_app(agreed.cast.owner), pytest.raises(Refused) as refused:
        actions.enter_receipt(second, taken.receipt, by=agreed.cast.owner, at=agreed.cast.now)
    assert refused.value.reasons == [Reason.OTHER_PACKAGE]
    with as_app(agreed.cast.owner), pytest.raises(Refused) as refused:
        actions.enter_receipt(first, "a.b.c", by=agreed.cast.owner, at=agreed.cast.now)
    assert refused.value.reasons == [Reason.NOT_A_RECEIPT]


def test_the_same_package_is_taken_once(agreed, as_app) -> None:
    _package, sealed = make(agreed, as_app)
    take(agreed, as_app, sealed)
    with pytest.raises(Refused) as refused:
        take(agreed, as_app, sealed)
    assert refused.value.reasons == [Reason.TAKEN_ALREADY]


def test_what_is_wrong_with_a_package_is_said(agreed, as_app) -> None:
    from joserfc.jwk import OKPKey  # noqa: PLC0415

    from homeward.packages import envelope  # noqa: PLC0415

    _package, sealed = make(agreed, as_app)
    to = OKPKey.import_key(OTHER.box.as_dict(private=False))
    strange = envelope.seal(b"said", THIRD, to)
    torn = envelope.seal(b"said", agreed.here, to)
    agreed.be(OTHER)
    with as_app(agreed.cast.partner):
        for content, reason in [
            (b"no package", Reason.NOT_A_PACKAGE),
            (sealed[:-10] + b"AAAAAAAAAA", Reason.NOT_FOR_US),
            (strange, Reason.UNKNOWN_SENDER),
            (torn, Reason.NOT_A_PACKAGE),
            (b"." * (contents.MOST_BYTES * 2 + 1), Reason.TOO_LARGE),
        ]:
            with pytest.raises(Refused) as refused:
                actions.read(content, by=agreed.cast.partner)
            assert refused.value.reasons == [reason]
    agreed.be(THIRD)
    with as_app(agreed.cast.partner), pytest.raises(Refused) as refused:
        actions.read(sealed, by=agreed.cast.partner)
    assert refused.value.reasons == [Reason.NOT_FOR_US]


def test_a_card_is_entered_only_with_the_fingerprint_told(world, as_app) -> None:
    cast = world.cast
    card = identity.write_card(identity.card(THIRD, "Third"))
    with as_app(world.manager):
        for content, told, reason in [
            (b"{}", "", Reason.NOT_A_CARD),
            (card, "00000 00000", Reason.FINGERPRINT),
            (identity.write_card(identity.card(world.here, "We")), "", Reason.OWN_CARD),
        ]:
            with pytest.raises(Refused) as refused:
                actions.enter_peer(
                    cast.provider, content, fingerprint=told, checked_how="x",
                    by=world.manager, at=cast.now,
                )  # fmt: skip
            assert refused.value.reasons == [reason]


def test_packages_and_cards_are_their_organisations_own(agreed, as_app) -> None:
    _package, sealed = make(agreed, as_app)
    take(agreed, as_app, sealed)
    with as_app(agreed.cast.owner):
        assert (Peer.objects.count(), SentPackage.objects.count()) == (1, 1)
        assert TakenPackage.objects.count() == 0
    with as_app(agreed.cast.partner):
        # By agreement and consent the partner sees that the case was sent as well.
        assert (SentPackage.objects.count(), TakenPackage.objects.count()) == (1, 1)
        assert Peer.objects.get().organisation == agreed.cast.host
    with as_app(agreed.cast.stranger):
        assert not Peer.objects.exists()
        assert not SentPackage.objects.exists()
        assert not TakenPackage.objects.exists()
