"""The manager's devices with their code, and the colleagues who sort what came."""

import base64
import io
import json
import re
import zipfile
import zlib
from typing import Any

import pytest
from django.core.exceptions import PermissionDenied
from django.urls import reverse

from homeward.access.choices import Role
from homeward.openrosa import codes
from homeward.openrosa.choices import State
from homeward.openrosa.models import Delivery, Device
from homeward.openrosa.tests.collect import Collect
from homeward.openrosa.tests.conftest import PHOTO, Field
from homeward.openrosa.tests.test_submissions import ENVELOPE
from homeward.surveys.models import Submission
from homeward.tasks.models import Task


def typed(visits: Field, **more: Any) -> dict[str, Any]:
    end = visits.cast.now.date().replace(year=visits.cast.now.year + 1, day=1)
    return {
        "user": visits.enumerator.pk,
        "programme": visits.cast.programme.pk,
        "instruments": [visits.version.instrument_id],
        "ends_on_day": end.day,
        "ends_on_month": end.month,
        "ends_on_year": end.year,
        **more,
    }


def test_a_manager_gives_a_code_that_a_device_can_work_with(visits: Field, client_of: Any) -> None:
    page = client_of(visits.manager)
    done = page.post(reverse("openrosa:new_device"), typed(visits))
    shown = done.content.decode()
    assert "<svg" in shown
    assert 'style="' not in shown
    found = re.search(r'value="(http[^"]+/openrosa/key/[^"]+)"', shown)
    assert found
    server = found[1]
    # The code says the very same; nothing of it is kept.
    device, token = Device.objects.get(), server.rpartition("/")[2]
    said = json.loads(zlib.decompress(base64.b64decode(codes.packed(device, token))))
    assert said["general"]["server_url"] == server
    assert token not in str(Device.objects.values().get())
    collect = Collect(visits.client, server)
    assert [form.form_id for form in collect.forms()] == ["visits"]
    collect.send(visits.filled())

    listed = page.get(reverse("openrosa:devices")).content.decode()
    assert "1 filled form" in listed
    assert "1 to be assigned" in listed
    assert token not in listed


def test_what_was_typed_stays_when_it_is_refused(visits: Field, client_of: Any) -> None:
    page = client_of(visits.manager)
    faulty = page.post(
        reverse("openrosa:new_device"), typed(visits, ends_on_year=visits.cast.now.year + 3)
    )
    assert faulty.status_code == 409
    assert "a year at the latest" in faulty.content.decode()
    assert f'value="{visits.enumerator.pk}" selected' in faulty.content.decode()
    assert page.post(reverse("openrosa:new_device"), {}).status_code == 400


def test_another_code_ends_the_one_before_and_a_revoked_device_gets_none(
    visits: Field, client_of: Any
) -> None:
    collect = visits.collect()
    device, page = Device.objects.get(), client_of(visits.manager)
    renewing = reverse("openrosa:renew_device", args=[device.pk])
    assert page.get(renewing).status_code == 200
    assert "<svg" in page.post(renewing).content.decode()
    assert visits.client.get(f"{collect.server}/formList").status_code == 404
    revoking = reverse("openrosa:revoke_device", args=[device.pk])
    assert page.get(revoking).status_code == 200
    assert "Revoked" in page.post(revoking, follow=True).content.decode()
    assert page.post(renewing).status_code == 409


def test_devices_are_the_organisations_own(visits: Field, client_of: Any) -> None:
    visits.device()
    device = Device.objects.get()
    other = visits.cast.user("other", visits.cast.stranger_org, Role.PROGRAMME_MANAGER)
    page = client_of(other)
    assert "Enumerator" not in page.get(reverse("openrosa:devices")).content.decode()
    assert page.get(reverse("openrosa:revoke_device", args=[device.pk])).status_code == 404
    officer = client_of(visits.cast.officer)
    assert officer.get(reverse("openrosa:devices")).status_code == 403
    assert officer.post(reverse("openrosa:renew_device", args=[device.pk])).status_code == 403


def test_who_holds_interviews_sets_up_the_own_device_alone(visits: Field, client_of: Any) -> None:
    visits.device()
    device = Device.objects.get()
    own = client_of(visits.cast.partner)
    assert "Enumerator" not in own.get(reverse("openrosa:devices")).content.decode()
    assert own.get(reverse("openrosa:renew_device", args=[device.pk])).status_code == 404
    assert own.post(reverse("openrosa:new_device"), typed(visits)).status_code == 400
    mine = typed(visits, user=visits.cast.partner.pk)
    assert "<svg" in own.post(reverse("openrosa:new_device"), mine).content.decode()
    with pytest.raises(PermissionDenied):
        visits.device(visits.enumerator, by=visits.cast.partner)


@pytest.fixture
def waiting(visits: Field) -> Delivery:
    """One that does not say whose it is, with a picture."""
    visits.collect().send(visits.filled(**{"child[1]__called": "Yaw"}), {"1.png": PHOTO})
    return Delivery.objects.get()


def test_a_colleague_says_whose_it_is(visits: Field, waiting: Delivery, client_of: Any) -> None:
    page = client_of(visits.cast.partner)
    listed = page.get(reverse("openrosa:tray")).content.decode()
    assert "does not say which survey" in listed
    address = reverse("openrosa:delivery", args=[waiting.pk])
    shown = page.get(address).content.decode()
    assert "Good" in shown
    assert "Yaw" in shown
    assert visits.case.reference in shown
    assert "Ansah" not in shown
    assert visits.case.reference not in page.get(address, {"q": "XX"}).content.decode()
    assert page.post(address, {}).status_code == 409
    done = page.post(address, {"wave": str(visits.wave.pk)}, follow=True)
    assert "Taken in" in done.content.decode()

    kept = Submission.objects.get()
    # The interview is whose device it was, not who sorted it.
    assert (kept.wave_id, kept.interviewer) == (visits.wave.pk, visits.enumerator)
    assert not Task.objects.filter(kind="assign_filled_form", done_at__isnull=True).exists()
    assert page.post(address, {"wave": str(visits.wave.pk)}).status_code == 409
    picture = waiting.files.get()
    got = page.get(reverse("openrosa:delivery_file", args=[waiting.pk, picture.pk]))
    assert got.status_code == 200
    assert got.headers["Content-Disposition"].startswith("attachment")


def test_or_that_it_is_of_nobody_here(visits: Field, waiting: Delivery, client_of: Any) -> None:
    address = reverse("openrosa:delivery", args=[waiting.pk])
    client_of(visits.cast.partner).post(address, {"wave": "nobody"})
    kept = Submission.objects.get()
    assert (kept.wave_id, kept.person_id) == (None, None)
    # Without a person the picture stays with what came.
    assert waiting.files.get().content


def test_a_file_that_can_t_be_kept_goes_only_when_told_to(visits: Field, client_of: Any) -> None:
    visits.collect().send(visits.filled(), {"voice.amr": b"#!AMR\n\x00"})
    delivery = Delivery.objects.get()
    page = client_of(visits.cast.partner)
    address = reverse("openrosa:delivery", args=[delivery.pk])
    refused = page.post(address, {"wave": str(visits.wave.pk)})
    assert refused.status_code == 409
    assert "voice.amr" in refused.content.decode()
    page.post(address, {"wave": str(visits.wave.pk), "drops_files": "on"})
    delivery.refresh_from_db()
    assert (delivery.state, delivery.files.count()) == (State.TAKEN, 0)


def test_it_is_discarded_with_a_reason(visits: Field, waiting: Delivery, client_of: Any) -> None:
    page = client_of(visits.cast.partner)
    address = reverse("openrosa:discard", args=[waiting.pk])
    assert page.get(address).status_code == 200
    assert page.post(address, {"reason": " "}).status_code == 409
    page.post(address, {"reason": "A trial at the desk"})
    waiting.refresh_from_db()
    assert (waiting.state, waiting.content, waiting.files.count()) == (State.DISCARDED, "", 0)
    shown = page.get(reverse("openrosa:tray"), {"show": "discarded"}).content.decode()
    assert "A trial at the desk" in shown


def test_a_discarded_correction_lets_its_original_wait_again(visits: Field, client_of: Any) -> None:
    collect = visits.collect()
    collect.send(visits.filled())
    collect.send(visits.filled(instance_id="uuid:2", corrects="uuid:1", well="bad"))
    correction = Delivery.objects.get(instance_id="uuid:2")
    address = reverse("openrosa:discard", args=[correction.pk])
    client_of(visits.cast.partner).post(address, {"reason": "Wrong person"})
    original = Delivery.objects.get(instance_id="uuid:1")
    assert original.state == State.WAITING
    assert original.content


def test_an_encrypted_one_is_given_as_it_came(visits: Field, client_of: Any) -> None:
    visits.collect().send(ENVELOPE, {"submission.xml.enc": b"\x00sealed"})
    delivery = Delivery.objects.get()
    page = client_of(visits.cast.partner)
    assert (
        "key that is not here"
        in page.get(reverse("openrosa:delivery", args=[delivery.pk])).content.decode()
    )
    got = page.get(reverse("openrosa:envelope", args=[delivery.pk]))
    with zipfile.ZipFile(io.BytesIO(got.content)) as archive:
        assert archive.read("submission.xml") == ENVELOPE
        assert archive.read("submission.xml.enc") == b"\x00sealed"


def test_what_came_is_the_organisations_own(
    visits: Field, waiting: Delivery, client_of: Any
) -> None:
    file = waiting.files.get()
    for user in (visits.cast.stranger, visits.cast.user("s", visits.cast.host, Role.CASE_MANAGER)):
        page = client_of(user)
        assert "Visits" not in page.get(reverse("openrosa:tray"), {"show": "all"}).content.decode()
        for address in (
            reverse("openrosa:delivery", args=[waiting.pk]),
            reverse("openrosa:discard", args=[waiting.pk]),
            reverse("openrosa:envelope", args=[waiting.pk]),
            reverse("openrosa:delivery_file", args=[waiting.pk, file.pk]),
        ):
            assert page.get(address).status_code == 404
        assert page.post(reverse("openrosa:delivery", args=[waiting.pk])).status_code == 404
    assert client_of(visits.manager).get(reverse("openrosa:tray")).status_code == 403
