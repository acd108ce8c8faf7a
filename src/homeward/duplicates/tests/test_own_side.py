"""The person's side of several files: their copy, what they take back, an erasure."""

import io
import json
import zipfile
from typing import Any
from uuid import uuid4

import pytest
from django.db import connection

from homeward.access.choices import ActorKind, Role
from homeward.cases.models import Case
from homeward.core.refusals import Refused
from homeward.correspondence import actions as correspondence
from homeward.correspondence.models import MessageEntry
from homeward.duplicates import actions
from homeward.duplicates.choices import Said
from homeward.duplicates.models import Pair
from homeward.duplicates.tests.test_settling import say
from homeward.persons import actions as persons
from homeward.persons.models import Block, Consent
from homeward.portal import queries as portal
from homeward.rights import actions as rights
from homeward.rights import copies
from homeward.rights.choices import ErasureGround, Reason
from homeward.rights.models import ErasureDecision


@pytest.fixture
def merged(files: Any) -> Any:
    """One woman's files in two organisations, merged by both; and her own sign-in."""
    cast = files.cast
    cast.agree(cast.host, cast.partner_org)
    cast.agree(cast.partner_org, cast.host)
    one, two = files.register(), files.register(cast.partner, given_name="Effua")
    cast.consent(two, cast.host, by=cast.partner)
    files.raise_((one, two))
    pair = files.pair(one, two)
    say(files, pair, Said.SAME, by=files.focal)
    say(files, pair, Said.SAME, by=files.other_focal)
    herself = cast.user("herself", cast.host, Role.RETURNEE)
    herself.person_id, herself.organisation = one.pk, None
    herself.save()
    # The database has renewed what its sessions carry.
    herself.refresh_from_db()
    return files, one, two, herself


def test_the_copy_holds_all_files_and_says_that_they_are_joined(merged: Any) -> None:
    files, one, two, herself = merged
    with files.cast.as_app(herself, kind=ActorKind.PERSON):
        archive = zipfile.ZipFile(io.BytesIO(copies.compose(one.pk, language="en")))
    held = json.loads(archive.read("copy.json"))["held"]
    assert {row["id"] for row in held["persons_person"]} == {str(one.pk), str(two.pk)}
    assert len(held["persons_joinedfile"]) == 2
    # The suspicion of the comparison is no part of it.
    assert not {"duplicates_side", "duplicates_answer"} & set(held)


def test_what_was_allowed_in_another_file_is_shown_and_taken_back(merged: Any) -> None:
    files, _one, two, herself = merged
    today = files.cast.now.date()
    with files.cast.as_app(herself, kind=ActorKind.PERSON):
        (held,) = portal.held(herself, on=today)
        assert held.recipient == files.cast.host
        persons.withdraw_consent(
            [consent.pk for consent in held.consents], by=herself, at=files.cast.now
        )
        assert portal.held(herself, on=today) == []
    assert not Consent.objects.filter(person=two, withdrawn_at=None, known_until=None).exists()


def test_a_message_is_written_to_whoever_answers_for_another_file(merged: Any) -> None:
    files, _one, two, herself = merged
    at = files.cast.now
    with files.cast.as_app(herself, kind=ActorKind.PERSON):
        case = Case.objects.get(household=two.household)
        correspondence.send_in(case, two, "I moved.", key=uuid4(), by=herself, at=at)
    with files.cast.as_app(files.cast.partner):
        (entry,) = MessageEntry.objects.filter(case=case)
        assert (entry.text, entry.owner_org) == ("I moved.", files.cast.partner_org)


def test_whoever_is_shut_out_is_shut_out_of_each_file(merged: Any, client_of: Any) -> None:
    files, one, two, herself = merged
    client = client_of(herself)
    typed = {"person": one.pk, "whom": f"o:{files.cast.partner_org.pk}", "reason": ""}
    assert client.post("/portal/blocks/", typed).status_code == 302
    assert set(Block.objects.values_list("person", flat=True)) == {one.pk, two.pk}
    shown = client.get("/portal/consents/").text
    assert shown.count("/lift/") == 1
    assert client.post("/portal/blocks/", typed).status_code == 409
    lift = shown.partition('href="/portal/blocks/')[2].partition('"')[0]
    assert client.post(f"/portal/blocks/{lift}").status_code == 302
    assert not Block.objects.filter(lifted_at=None).exists()


def test_an_erasure_is_proposed_for_each_own_file(files: Any) -> None:
    cast = files.cast
    officer = cast.user("dpo", cast.host, Role.DATA_PROTECTION_OFFICER)
    one, two = files.register(), files.register(given_name="Effua")
    files.raise_((one, two))
    say(files, files.pair(one, two), Said.SAME, by=cast.owner)
    close = {"closed_at": cast.now, "closure_reason": "completed"}
    Case.objects.filter(person=one).update(**close)

    def propose() -> None:
        with cast.as_app(officer):
            rights.propose(one, ErasureGround.REQUEST, "She asked for it.", by=officer, at=cast.now)

    with pytest.raises(Refused) as refusal:
        propose()
    assert refusal.value.reasons == [Reason.CASE_OPEN]
    Case.objects.filter(person=two).update(**close)
    propose()
    assert set(ErasureDecision.objects.values_list("person", flat=True)) == {one.pk, two.pk}


def test_an_erased_file_takes_its_pair_along(files: Any) -> None:
    cast = files.cast
    one, two = files.register(), files.register(given_name="Effua")
    files.raise_((one, two))
    pair = files.pair(one, two)
    with connection.cursor() as cursor:
        cursor.execute("select rights_erase_rows(%s)", [two.pk])
    with cast.as_app(cast.owner):
        assert not Pair.objects.exists()
    # The wait that nobody can end any more ends with the next night.
    files.raise_()
    from homeward.tasks.models import Task  # noqa: PLC0415

    assert not Task.objects.filter(kind="review_duplicate", done_at=None).exists()
    with cast.as_app(cast.owner), pytest.raises(Pair.DoesNotExist):
        actions.answer(pair, Said.SAME, by=cast.owner, at=cast.now)
