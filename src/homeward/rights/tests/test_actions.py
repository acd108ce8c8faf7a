import io
import json
import zipfile
from datetime import timedelta
from typing import Any

import pytest
from django.core.exceptions import PermissionDenied
from django.db import DatabaseError, connection, transaction

from homeward.access.choices import ActorKind, DataClass, Purpose
from homeward.access.person_level import RULES, Export
from homeward.cases import actions as cases
from homeward.cases.choices import FactKind, SaidBy
from homeward.cases.models import Case, Fact
from homeward.core.refusals import Refused
from homeward.persons import search
from homeward.persons.models import Contact, Person
from homeward.rights import actions, copies, queries
from homeward.rights.choices import (
    AskedBy,
    ErasureGround,
    ErasureStatus,
    HoldKind,
    IdentityCheck,
    Reason,
    RefusalGround,
    RequestKind,
    RequestStatus,
)
from homeward.rights.models import ErasureDecision, PersonCopy, Rectification, RightsRequest
from homeward.tasks.models import Task


def record(world: Any, as_app: Any, kind: RequestKind, **more: Any) -> RightsRequest:
    with as_app(world.officer):
        return actions.record(
            world.mother, kind, asked_by=AskedBy.IN_PERSON, received_on=world.cast.now.date(),
            identity=IdentityCheck.DOCUMENT, by=world.officer, at=world.cast.now, **more,
        )  # fmt: skip


def test_a_request_begins_a_wait_of_the_organisation(world, as_app) -> None:
    asked = record(world, as_app, RequestKind.COPY)
    wait = Task.objects.get(subject_id=asked.pk)
    assert (wait.holder_org, wait.done_at) == (world.cast.host, None)


def test_the_person_asks_on_their_own_pages_and_nobody_else_in_their_name(world, as_app) -> None:
    with as_app(world.herself, kind=ActorKind.PERSON):
        actions.ask(
            world.mother, RequestKind.ERASURE, "Please", by=world.herself, at=world.cast.now
        )
        assert RightsRequest.objects.get().said == "Please"
    with (
        as_app(world.herself, kind=ActorKind.PERSON),
        pytest.raises(DatabaseError) as refused,
        transaction.atomic(),
    ):
        actions.ask(world.son, RequestKind.ERASURE, "", by=world.herself, at=world.cast.now)
    assert refused.value.__cause__.sqlstate == "42501"
    with as_app(world.cast.owner), pytest.raises(PermissionDenied):
        actions.ask(world.mother, RequestKind.COPY, "", by=world.cast.owner, at=world.cast.now)


def test_no_copy_before_it_is_known_who_asks(world, as_app) -> None:
    with as_app(world.officer):
        asked = actions.record(
            world.mother, RequestKind.COPY, asked_by=AskedBy.PHONE,
            received_on=world.cast.now.date(), by=world.officer, at=world.cast.now,
        )  # fmt: skip
        with pytest.raises(Refused) as refused:
            actions.answer_with_copy(asked, language="en", by=world.officer, at=world.cast.now)
        assert refused.value.reasons == [Reason.NO_IDENTITY]
        actions.say_identity(asked, IdentityCheck.KNOWN, by=world.officer)
        _copy, token = actions.answer_with_copy(
            asked, language="en", by=world.officer, at=world.cast.now
        )
    assert token
    assert RightsRequest.objects.get(pk=asked.pk).status == RequestStatus.ANSWERED
    assert Task.objects.get(subject_id=asked.pk).done_at


def fill(world: Any, as_app: Any) -> str:
    """A copy as it is made: the officer's unit of work, then the one that reads as the person."""
    asked = record(world, as_app, RequestKind.COPY)
    with as_app(world.officer):
        copy, token = actions.answer_with_copy(
            asked, language="en", by=world.officer, at=world.cast.now
        )
    with as_app(kind=ActorKind.SUBJECT, actor_id=copy.pk, purpose=Purpose.OVERSIGHT):
        content = copies.compose(world.mother.pk, language="en")
        from homeward.rights.sealing import seal_with  # noqa: PLC0415

        assert PersonCopy.objects.filter(pk=copy.pk).update(content=seal_with(token, content)) == 1
    return token


def test_the_copy_holds_every_row_that_is_exported_and_only_its_link_opens_it(
    world, as_app
) -> None:
    token = fill(world, as_app)
    with as_app():
        opened = actions.open_copy(token)
        assert actions.open_copy("another") is None
    with zipfile.ZipFile(io.BytesIO(opened)) as archive:
        document = json.loads(archive.read("copy.json"))
        page = archive.read("copy.html").decode()
    for model, rule in RULES.items():
        held = model._default_manager.filter(**{rule.person_field: world.mother.pk}).count()
        written = len(document["held"].get(model._meta.db_table, []))
        assert written == (held if rule.export == Export.ALL else 0), model
    assert document["held"]["persons_person"][0]["given_name"] == "Efua"
    assert "Tailor, 6 years" in page
    assert str(world.son.pk) not in document["held"]["persons_person"][0].values()


def test_the_copy_says_who_read_what_is_logged_by_organisation(world, as_app) -> None:
    with as_app(world.cast.owner):
        cases.record_fact(
            world.case, FactKind.HEALTH, "Asthma", person=world.mother, said_by=SaidBy.PERSON,
            said_on=world.cast.now.date(), by=world.cast.owner, at=world.cast.now,
        )  # fmt: skip
    with as_app(world.cast.owner):
        assert Fact.objects.get(person=world.mother, data_class=DataClass.HEALTH).value
    token = fill(world, as_app)
    with as_app():
        opened = actions.open_copy(token)
    with zipfile.ZipFile(io.BytesIO(opened)) as archive:
        (read,) = json.loads(archive.read("copy.json"))["held"]["audit_readlog"]
        page = archive.read("copy.html").decode()
    assert read["organisation"] == "Return Counselling"
    assert read["classes"] == ["Health"]
    assert "Return Counselling" in page
    assert world.cast.owner.name not in str(read)


def test_a_filled_copy_opens_no_second_unit_of_work(world, as_app) -> None:
    fill(world, as_app)
    copy = PersonCopy.objects.get()
    with (
        pytest.raises(DatabaseError) as refused,
        as_app(kind=ActorKind.SUBJECT, actor_id=copy.pk, purpose=Purpose.OVERSIGHT),
    ):
        raise AssertionError("began")
    assert refused.value.__cause__.sqlstate == "42501"


def test_an_expired_link_opens_nothing(world, as_app) -> None:
    token = fill(world, as_app)
    PersonCopy.objects.update(expires_at=world.cast.now - timedelta(days=1))
    with as_app():
        assert queries.copy_until(token) is None
        assert actions.open_copy(token) is None


def test_a_refusal_needs_words_and_ends_the_wait(world, as_app) -> None:
    asked = record(world, as_app, RequestKind.COPY)
    with as_app(world.officer):
        with pytest.raises(Refused) as refused:
            actions.refuse(asked, RefusalGround.EXCESSIVE, " ", by=world.officer, at=world.cast.now)
        assert refused.value.reasons == [Reason.NO_REASON]
        actions.refuse(asked, RefusalGround.OTHERS, "No.", by=world.officer, at=world.cast.now)
    assert Task.objects.get(subject_id=asked.pk).done_at


def test_a_name_put_right_keeps_both_versions_and_is_found(world, as_app) -> None:
    cast = world.cast
    with as_app(cast.owner):
        actions.rectify(
            world.mother, "person", world.mother.pk, "given_name", "Abena",
            reason="Passport seen", by=cast.owner, at=cast.now,
        )  # fmt: skip
        assert Person.objects.get(pk=world.mother.pk).given_name == "Abena"
        kept = Rectification.objects.get()
        assert (kept.before, kept.after, kept.data_class) == ("Efua", "Abena", DataClass.IDENTITY)
        assert [hit.person for hit in search.find("Abena Ansah")][:1] == [world.mother]


@pytest.mark.parametrize(
    ("value", "reason", "why"),
    [("Efua", "Seen", [Reason.NOTHING_CHANGED]), ("Abena", " ", [Reason.NO_REASON])],
)
def test_nothing_is_put_right_without_change_or_reason(world, as_app, value, reason, why) -> None:
    with as_app(world.cast.owner), pytest.raises(Refused) as refused:
        actions.rectify(
            world.mother, "person", world.mother.pk, "given_name", value,
            reason=reason, by=world.cast.owner, at=world.cast.now,
        )  # fmt: skip
    assert refused.value.reasons == why


def propose(world: Any, as_app: Any) -> ErasureDecision:
    with as_app(world.officer):
        return actions.propose(
            world.mother, ErasureGround.RETENTION, "Five years are over",
            by=world.officer, at=world.cast.now,
        )  # fmt: skip


def test_an_open_case_is_not_erased(world, as_app) -> None:
    with pytest.raises(Refused) as refused:
        propose(world, as_app)
    assert refused.value.reasons == [Reason.CASE_OPEN]


def test_nobody_approves_their_own_proposal(closed, as_app) -> None:
    decision = propose(closed, as_app)
    with as_app(closed.officer), pytest.raises(Refused) as refused:
        actions.approve(decision, by=closed.officer, at=closed.cast.now)
    assert refused.value.reasons == [Reason.SAME_PERSON]


@pytest.mark.parametrize(
    "forged",
    [
        "update rights_erasuredecision set status = 'approved', decided_by_id = {second}",
        "update rights_erasuredecision set status = 'carried_out'",
        "update rights_erasuredecision set proposed_by_id = {second}",
        "select rights_erase(id) from rights_erasuredecision",
        "select rights_erase_rows(person_id) from rights_erasuredecision",
    ],
)
def test_no_statement_of_the_app_role_decides_for_another(closed, as_app, forged) -> None:
    propose(closed, as_app)
    with (
        as_app(closed.officer),
        pytest.raises(DatabaseError) as refused,
        transaction.atomic(),
        connection.cursor() as cursor,
    ):
        cursor.execute(forged.format(second=closed.second.pk))
    assert refused.value.__cause__.sqlstate == "42501"


def test_a_hold_of_another_organisation_stops_it_without_being_seen(closed, as_app) -> None:
    cast = closed.cast
    cast.agree(cast.host, cast.partner_org)
    cast.consent(closed.mother, cast.partner_org)
    with as_app(cast.partner):
        held = actions.hold(
            closed.mother, HoldKind.COMPLAINT, "Ours", until=None, by=cast.partner, at=cast.now
        )
    with as_app(closed.officer):
        assert queries.holds(on=cast.now.date()) == []
    with pytest.raises(Refused) as refused:
        propose(closed, as_app)
    assert refused.value.reasons == [Reason.HELD]
    with as_app(cast.partner):
        actions.end_hold(held, by=cast.partner, at=cast.now)
    assert propose(closed, as_app).status == ErasureStatus.PROPOSED


def erase(world: Any, as_app: Any) -> None:
    decision = propose(world, as_app)
    with as_app(world.second):
        decision = actions.approve(decision, by=world.second, at=world.cast.now)
        actions.carry_out(decision, by=world.second, at=world.cast.now)


def test_after_erasure_nothing_of_the_person_is_left_to_read_or_find(closed, as_app) -> None:
    cast = closed.cast
    cast.agree(cast.host, cast.partner_org)
    cast.consent(closed.mother, cast.partner_org)
    with as_app(cast.partner):
        Contact.objects.create(
            owner_org=cast.partner_org, programme=cast.programme, person=closed.mother,
            kind="phone", value="+233 20 999 9999",
        )  # fmt: skip
    erase(closed, as_app)
    for model, rule in RULES.items():
        rows = model._default_manager.filter(**{rule.person_field: closed.mother.pk})
        if rule.erasure == "delete":
            assert not rows.exists(), model
        for row in rows:
            for name in rule.clear:
                empty = model._meta.get_field(name.removesuffix("_id")).get_default()
                assert getattr(row, name) in ("", None, empty), (model, name)
    with as_app(cast.owner):
        # Whoever is left of the family answers to half of the question.
        assert closed.mother not in [hit.person for hit in search.find("Efua Ansah")]
        # The case stays for the figures, without a name.
        assert Case.objects.get(pk=closed.case.pk).destination == ""
        assert not Fact.objects.filter(person=closed.mother).exists()
        assert Person.objects.get(pk=closed.son.pk).given_name == "Yaw"
    closed.herself.refresh_from_db()
    assert (closed.herself.is_active, closed.herself.person_id) == (False, None)
    assert "efua" not in closed.herself.email


def test_an_erased_file_is_not_erased_again(closed, as_app) -> None:
    erase(closed, as_app)
    with pytest.raises(Refused) as refused:
        propose(closed, as_app)
    assert Reason.ERASED_ALREADY in refused.value.reasons
