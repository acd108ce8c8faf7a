"""What a device sends is kept once, taken in where it says whose it is, and never lost."""

from typing import Any

import pytest

from homeward.files.models import StoredFile
from homeward.openrosa import actions
from homeward.openrosa.choices import State, Why
from homeward.openrosa.models import Delivery
from homeward.openrosa.tests.collect import GaveUp
from homeward.openrosa.tests.conftest import PHOTO, Field
from homeward.surveys.models import Submission, Wave
from homeward.tasks.models import Task


def only() -> Delivery:
    return Delivery.objects.get()


def refused(do: Any) -> tuple[int, str]:
    with pytest.raises(GaveUp) as error:
        do()
    return error.value.status, error.value.said


def test_a_filled_form_that_names_its_survey_is_taken_in(visits: Field) -> None:
    """Points 6 and 7: HEAD, then POST, answered with 201 and a body of OpenRosa."""
    xml = visits.filled(homeward_wave=str(visits.wave.pk), **{"child[2]__called": "Ama"})
    visits.collect().send(xml)

    assert only().state == State.TAKEN
    assert only().content == ""
    kept = Submission.objects.get()
    assert kept.wave_id == visits.wave.pk
    assert kept.interviewer == visits.enumerator
    assert kept.xml == xml.decode()
    assert kept.values["child[2]/called"] == "Ama"
    assert Wave.objects.get(pk=visits.wave.pk).status == "done"


def test_or_it_names_the_case_by_its_number(visits: Field) -> None:
    visits.collect().send(visits.filled(homeward_case=visits.case.reference.lower()))
    assert Submission.objects.get().wave_id == visits.wave.pk


@pytest.mark.parametrize(
    ("answers", "why"),
    [
        ({}, Why.NO_REFERENCE),
        ({"homeward_case": "NO-0000"}, Why.UNKNOWN_REFERENCE),
        ({"homeward_wave": "3f2b6f0e-0000-4000-8000-000000000000"}, Why.UNKNOWN_REFERENCE),
    ],
)
def test_one_that_does_not_say_waits_and_somebody_is_asked(
    visits: Field, answers: dict[str, str], why: Why
) -> None:
    xml = visits.filled(**answers)
    visits.collect().send(xml)

    assert (only().state, only().why) == (State.WAITING, [why.value])
    assert only().content == xml.decode()
    task = Task.objects.get(subject_id=only().pk)
    assert (task.holder_org, task.done_at) == (visits.cast.partner_org, None)


def test_one_that_a_rule_refuses_waits_with_the_rules_reason(visits: Field) -> None:
    visits.collect(visits.cast.partner).send(visits.filled(homeward_wave=str(visits.wave.pk)))
    assert (only().state, only().why) == (State.WAITING, ["own_case_worker"])
    assert not Submission.objects.exists()


def test_its_content_is_ciphertext(visits: Field) -> None:
    visits.collect().send(visits.filled(**{"child[1]__called": "Secret name"}))
    raw = Delivery.objects.values_list("content", flat=True).get().raw
    assert b"Secret name" not in raw


def test_the_same_again_is_one_record(visits: Field) -> None:
    """Point 11: identical XML under one id."""
    collect, xml = visits.collect(), visits.filled(homeward_wave=str(visits.wave.pk))
    collect.send(xml)
    collect.send(xml)
    assert (Delivery.objects.count(), Submission.objects.count()) == (1, 1)


def test_another_one_under_the_same_id_is_refused(visits: Field) -> None:
    """Point 11: different XML is a 409."""
    collect = visits.collect()
    collect.send(visits.filled())
    assert refused(lambda: collect.send(visits.filled(well="bad")))[0] == 409
    assert Delivery.objects.count() == 1


def test_uploads_in_parts_any_order_and_again(visits: Field) -> None:
    """Points 10 and 11: in parts, in any order, again, and files that come late."""
    collect, xml = visits.collect(), visits.filled(homeward_wave=str(visits.wave.pk))
    files = {f"{number}.png": PHOTO for number in range(5)}
    first = collect.post(xml, {"1.png": PHOTO, "2.png": PHOTO}, is_last=False)
    assert first.status_code == 202
    assert only().state == State.PARTIAL
    assert not Submission.objects.exists()
    collect.post(xml, {"2.png": PHOTO, "0.png": PHOTO}, is_last=True)
    # A part that was lost on its way comes after the last one, and all of it once more.
    collect.post(xml, {"3.png": PHOTO}, is_last=False)
    collect.send(xml, files, in_parts=2)

    assert Submission.objects.count() == 1
    assert only().files.count() == 5
    stored = StoredFile.objects.filter(pk__in=only().files.values("stored_id"))
    assert {file.name for file in stored} == set(files)
    assert {file.person_id for file in stored} == {visits.wave.person_id}
    assert {file.content for file in only().files.all()} == {b""}


def test_a_hundred_and_one_files_at_once(visits: Field) -> None:
    """Point 10: as many as Collect sends in one POST."""
    files = {f"{number}.png": PHOTO for number in range(101)}
    visits.collect().send(visits.filled(), files)
    assert only().files.count() == 101


def test_another_file_under_the_same_name_is_refused(visits: Field) -> None:
    collect, xml = visits.collect(), visits.filled()
    collect.post(xml, {"1.png": PHOTO})
    assert refused(lambda: collect.post(xml, {"1.png": PHOTO + b"more"}))[0] == 409


def test_a_name_that_leaves_its_folder_is_refused(visits: Field) -> None:
    collect, xml = visits.collect(), visits.filled()
    assert refused(lambda: collect.post(xml, {"../1.png": PHOTO}))[0] == 400
    assert not Delivery.objects.exists()


def test_a_file_that_can_t_be_kept_leaves_the_whole_waiting(visits: Field) -> None:
    xml = visits.filled(homeward_wave=str(visits.wave.pk))
    visits.collect().send(xml, {"voice.amr": b"#!AMR\n\x00\x01"})
    assert (only().state, only().why) == (State.WAITING, ["files_not_kept"])
    assert only().files.get().content == b"#!AMR\n\x00\x01"


def test_a_correction_replaces_what_was_taken_in(visits: Field) -> None:
    """Point 12: deprecatedID links to the record before."""
    collect = visits.collect()
    collect.send(visits.filled(homeward_wave=str(visits.wave.pk)))
    collect.send(visits.filled(instance_id="uuid:2", corrects="uuid:1", well="bad"))

    first, second = Delivery.objects.order_by("came_at")
    assert (first.state, second.state) == (State.REPLACED, State.TAKEN)
    wave = Wave.objects.get(pk=visits.wave.pk)
    assert wave.submission is not None
    assert wave.submission.values["well"] == "bad"
    assert wave.submission.deprecates_id == first.submission_id


def test_a_correction_of_what_waits_waits_in_its_place(visits: Field) -> None:
    collect = visits.collect()
    collect.send(visits.filled())
    collect.send(visits.filled(instance_id="uuid:2", corrects="uuid:1", well="bad"))
    states = dict(Delivery.objects.values_list("instance_id", "state"))
    assert states == {"uuid:1": State.REPLACED, "uuid:2": State.WAITING}
    assert Task.objects.filter(done_at__isnull=True, kind="assign_filled_form").count() == 1


def test_a_stale_correction_and_one_of_somebody_else_are_refused(visits: Field) -> None:
    """Point 12: permission and stale edits."""
    collect = visits.collect()
    collect.send(visits.filled())
    correction = visits.filled(instance_id="uuid:2", corrects="uuid:1")
    other = visits.collect(visits.cast.partner)
    assert refused(lambda: other.send(correction))[0] == 403
    collect.send(correction)
    collect.send(correction)
    stale = visits.filled(instance_id="uuid:3", corrects="uuid:1")
    assert refused(lambda: collect.send(stale))[0] == 409
    unknown = visits.filled(instance_id="uuid:4", corrects="uuid:9")
    assert refused(lambda: collect.send(unknown))[0] == 409
    assert Delivery.objects.count() == 2


ENVELOPE = b"""<data xmlns="http://www.opendatakit.org/xforms/encrypted" encrypted="yes"
 id="visits" version="1"><base64EncryptedKey>a2V5</base64EncryptedKey>
 <orx:meta xmlns:orx="http://openrosa.org/xforms"><orx:instanceID>uuid:e</orx:instanceID></orx:meta>
 <media><file>1.png.enc</file></media><encryptedXmlFile>submission.xml.enc</encryptedXmlFile>
 <base64EncryptedElementSignature>c2ln</base64EncryptedElementSignature></data>"""


def test_an_encrypted_one_is_kept_as_it_is(visits: Field) -> None:
    """Point 14: the envelope and its files, byte for byte."""
    sealed = {"submission.xml.enc": b"\x00\x01sealed", "1.png.enc": b"\x02sealed"}
    visits.collect().send(ENVELOPE, sealed, in_parts=1)
    assert only().state == State.LOCKED
    assert only().content == ENVELOPE.decode()
    assert {file.name: file.content for file in only().files.all()} == sealed


@pytest.mark.parametrize(
    ("xml", "status"),
    [
        (b"<data>", 400),
        (b"", 400),
        (
            b'<!DOCTYPE d [<!ENTITY e SYSTEM "file:///etc/passwd">]><data id="visits">&e;</data>',
            400,
        ),
        (b'<data id="visits" version="1"/>', 400),
        (b'<data id="another"><meta><instanceID>uuid:1</instanceID></meta></data>', 404),
        (b'<data id="visits" version="7"><meta><instanceID>uuid:1</instanceID></meta></data>', 404),
        (b"<data><meta><instanceID>\xff</instanceID></meta></data>", 400),
    ],
)
def test_what_is_no_filled_form_of_ours_is_refused_in_words(
    visits: Field, xml: bytes, status: int
) -> None:
    """Points 8 and 15: 400 for malformed XML and for entities, 404 for no form of ours."""
    found, said = refused(lambda: visits.collect().send(xml))
    assert found == status
    assert said
    assert not Delivery.objects.exists()


def test_what_was_discarded_is_known_when_it_comes_again(visits: Field) -> None:
    collect, xml = visits.collect(), visits.filled()
    collect.send(xml)
    with visits.cast.as_app(visits.cast.partner):
        actions.discard(only(), "A trial", by=visits.cast.partner, at=visits.cast.now)
    collect.send(xml)
    assert (only().state, only().content) == (State.DISCARDED, "")
