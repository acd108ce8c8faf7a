"""The endpoints as ODK Collect asks them: what it is offered, who is let in, and every header."""

import base64
from datetime import timedelta
from typing import Any

import pytest
from lxml import etree

from homeward.config import again
from homeward.core.tests.restoring import undone
from homeward.forms import definition
from homeward.forms.models import FormVersion
from homeward.forms.tests import sheets
from homeward.openrosa import actions
from homeward.openrosa.models import Delivery, Device
from homeward.openrosa.tests.collect import LIST, Collect, GaveUp
from homeward.openrosa.tests.conftest import FILE, Field
from homeward.surveys.models import Wave


def gave_up(do: Any) -> int:
    with pytest.raises(GaveUp) as error:
        do()
    return error.value.status


def test_the_list_and_all_it_names_download_with_their_hashes(visits: Field) -> None:
    """Points 3 to 5: list, form and manifest as Collect reads them, each hash that of its bytes."""
    (form,) = visits.collect().forms()
    assert (form.form_id, form.version) == ("visits", "1")
    head = definition.etree.fromstring(form.xform)
    assert head.find(".//{*}instance")[0].get("id") == "visits"
    waves = form.media["homeward_waves.csv"].decode()
    assert str(visits.wave.pk) in waves
    assert visits.case.reference in waves


def test_the_list_of_surveys_names_nobody_and_leaves_out_one_s_own(visits: Field) -> None:
    (form,) = visits.collect().forms()
    assert "Ansah" not in form.media["homeward_waves.csv"].decode()
    (own,) = visits.collect(visits.cast.partner).forms()
    assert str(visits.wave.pk) not in own.media["homeward_waves.csv"].decode()


def test_a_hidden_case_is_in_no_list(visits: Field) -> None:
    collect = visits.collect()
    Wave.objects.filter(pk=visits.wave.pk).update(status="not_done", not_done_reason="declined",
                                                  ended_at=visits.cast.now)  # fmt: skip
    (form,) = collect.forms()
    assert form.media["homeward_waves.csv"].count(b"\n") == 1


def test_other_organisations_forms_and_those_not_given_are_not_offered(visits: Field) -> None:
    other = visits.instrument("others", visits.cast.stranger_org, FILE)
    second = visits.instrument("second", None, FILE)
    collect = visits.collect()
    assert {form.form_id for form in collect.forms()} == {"visits", "second"}
    assert other.form_version is not None
    asked = f"{collect.server}/forms/{other.form_version.pk}"
    assert gave_up(lambda: collect._fetch(asked)) == 404
    narrow = visits.collect(instruments=[second.instrument_id])
    assert [form.form_id for form in narrow.forms()] == ["second"]


def test_one_form_and_all_versions_can_be_asked_for(visits: Field) -> None:
    """Point 3: formID, verbose and listAllVersions."""
    newer = sheets.form([["type", "name", "label"], ["text", "new", "New"]], form_id="visits")
    visits.another_version(visits.version.instrument, newer, number=2)
    collect = visits.collect()
    # The older one is offered while a survey that was planned by it is open.
    assert [form.version for form in collect.forms()] == ["2", "1"]
    path = collect.server.removeprefix("http://testserver") + "/formList"
    none = visits.client.get(path, {"formID": "none"})
    assert len(etree.fromstring(none.content)) == 0
    assert none.headers["Content-Type"] == "text/xml; charset=utf-8"
    short = visits.client.get(path, {"formID": "visits"}).content
    assert b"descriptionText" not in short
    assert b"descriptionText" in visits.client.get(path, {"verbose": "true"}).content
    Wave.objects.update(status="done", ended_at=visits.cast.now)
    assert [form.version for form in collect.forms()] == ["2"]
    every = etree.fromstring(visits.client.get(path, {"listAllVersions": "true"}).content)
    assert [entry.findtext(f"{LIST}version") for entry in every] == ["2", "1"]


def test_a_token_that_ended_was_revoked_or_never_was_is_told_nothing(visits: Field) -> None:
    """Points 8 and 13: a revoked token is a 404."""
    collect = visits.collect()
    device = Device.objects.get()
    with visits.cast.as_app(visits.manager):
        actions.revoke(device, by=visits.manager, at=visits.cast.now)
    assert gave_up(collect.forms) == 404
    assert gave_up(collect.greet) == 404
    assert gave_up(lambda: collect.post(visits.filled(), {})) == 404
    assert gave_up(Collect(visits.client, "http://testserver/openrosa/key/guess").forms) == 404


@pytest.mark.parametrize("act", [actions.revoke, actions.renew])
def test_a_token_that_ended_after_a_backup_ends_in_it_again(visits: Field, act: Any) -> None:
    """Also one that was replaced: the one before may be in somebody's hands."""
    collect = visits.collect()
    device = Device.objects.get()
    with undone(), visits.cast.as_app(visits.manager):
        act(device, by=visits.manager, at=visits.cast.now)
    assert collect.forms()
    assert again.restrict(at=visits.cast.now)["links and codes"] == 1
    assert gave_up(collect.forms) == 404


def test_a_token_that_has_run_out_and_a_suspended_user_s_are_refused(visits: Field) -> None:
    collect = visits.collect()
    Device.objects.update(expires_at=visits.cast.now - timedelta(seconds=1))
    assert gave_up(collect.forms) == 404
    Device.objects.update(expires_at=visits.cast.now + timedelta(days=1))
    visits.enumerator.is_active = False
    visits.enumerator.save()
    assert gave_up(collect.forms) == 404


def test_who_guesses_is_slowed_down(visits: Field) -> None:
    guess = Collect(visits.client, "http://testserver/openrosa/key/guess")
    found = {gave_up(guess.forms) for _ in range(25)}
    assert found == {404, 429}


def test_a_password_is_the_token_and_goes_over_https_alone(visits: Field) -> None:
    """Point 13: Basic over HTTPS, with the token as the password."""
    _device, token = visits.device()
    said = base64.b64encode(f"{visits.enumerator.email}:{token}".encode()).decode()
    collect = Collect(
        visits.client,
        "https://testserver/openrosa",
        headers={"Authorization": f"Basic {said}"},
        is_secure=True,
    )
    (form,) = collect.forms()
    assert form.form_id == "visits"
    collect.send(visits.filled())
    collect.is_secure = False
    assert gave_up(collect.forms) == 403


@pytest.mark.parametrize("said", ["", "Basic !", "Basic bm8=", "Bearer x"])
def test_without_a_password_it_is_asked_for(visits: Field, said: str) -> None:
    """Points 8 and 13: 401 with the way to sign in."""
    headers = {"Authorization": said} if said else {}
    response = visits.client.get("/openrosa/formList", secure=True, headers=headers)
    assert response.status_code == 401
    assert response.headers["WWW-Authenticate"].startswith("Basic ")
    assert response.headers["X-OpenRosa-Version"] == "1.0"


def test_another_name_beside_the_password_is_refused(visits: Field) -> None:
    _device, token = visits.device()
    said = base64.b64encode(f"{visits.cast.partner.email}:{token}".encode()).decode()
    headers = {"Authorization": f"Basic {said}"}
    response = visits.client.get("/openrosa/formList", secure=True, headers=headers)
    assert response.status_code == 401


@pytest.mark.parametrize(
    ("method", "path", "status"),
    [
        ("HEAD", "submission", 204),
        ("GET", "submission", 405),
        ("POST", "formList", 405),
        ("GET", "nothing", 404),
        ("GET", "formList", 200),
    ],
)
def test_every_answer_has_its_headers(visits: Field, method: str, path: str, status: int) -> None:
    """Points 1, 2 and 6: headers on every answer, HEAD too; no redirect."""
    server = visits.collect().server.removeprefix("http://testserver")
    response = visits.client.generic(method, f"{server}/{path}")
    assert response.status_code == status
    assert response.headers["X-OpenRosa-Version"] == "1.0"
    assert response.headers["Date"]
    assert int(response.headers["X-OpenRosa-Accept-Content-Length"]) > 0
    assert "Location" not in response.headers


def test_what_is_too_large_is_refused_in_words(visits: Field, settings: Any) -> None:
    """Points 7 and 8: 413, with the words that Collect shows."""
    settings.MOST_REQUEST_BYTES = 2000
    collect, xml = visits.collect(), visits.filled()
    with pytest.raises(GaveUp) as error:
        collect.post(xml, {"1.png": b"x" * 2000})
    assert error.value.status == 413
    assert "larger" in error.value.said


def test_a_role_that_holds_no_interviews_is_refused(visits: Field) -> None:
    """Point 8: 403."""
    collect = visits.collect()
    visits.enumerator.roles = ["finance_officer"]
    visits.enumerator.save()
    assert gave_up(collect.forms) == 403


def test_a_device_that_was_seen_says_when(visits: Field) -> None:
    visits.collect().forms()
    assert Device.objects.get().seen_at is not None


def test_a_submission_needs_no_token_against_forged_requests(visits: Field) -> None:
    """Point 2."""
    collect = visits.collect()
    collect.client = type(visits.client)(enforce_csrf_checks=True)
    collect.send(visits.filled())
    assert Delivery.objects.count() == 1


def test_a_fault_of_ours_is_told_as_collect_can_show_it(visits: Field) -> None:
    """Points 1 and 8: 500 with the headers and a message."""
    collect = visits.collect()
    collect.client = type(visits.client)(raise_request_exception=False)
    # As after a restore that went wrong: a form that was published, and is no XML.
    FormVersion.objects.filter(pk=visits.version.form_version_id).update(xform="<broken")
    with pytest.raises(GaveUp) as error:
        collect.forms()
    assert error.value.status == 500
    assert "try again later" in error.value.said
