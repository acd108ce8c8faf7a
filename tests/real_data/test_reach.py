"""The REACH tool and the XLSForm specification test, by every way there is: filled in on plain
pages, evaluated by a real browser, sent raw as ODK Collect sends them, and brought as an export."""

from collections import Counter
from collections.abc import Callable
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse
from django.utils import timezone
from playwright.sync_api import Browser, expect

from homeward.conftest import cast  # noqa: F401 - the shared cast, as a fixture
from homeward.forms import queries as forms
from homeward.interviews.tests import walk
from homeward.openrosa import actions
from homeward.openrosa.choices import State
from homeward.openrosa.models import Delivery
from homeward.openrosa.tests.conftest import Field, visits  # noqa: F401
from homeward.surveys import actions as surveys
from homeward.surveys.choices import Source
from homeward.surveys.models import InstrumentVersion, Submission, Wave
from tests.journeys import webforms

pytestmark = [pytest.mark.real_data, pytest.mark.django_db]
Find = Callable[[str], Path]
REACH = "xlsforms/REACH_MSNA_2024_kobo_tool.xlsx"
SPECIFICATION = "xlsforms/pyxform_xlsform_spec_test.xlsx"
SUBMISSIONS = "xlsforms/REACH_MSNA_2024_dummy_submissions.xlsx"
WAYS = ("pages", "browser", "collect")


def loaded(visits: Field, file: Path) -> InstrumentVersion:  # noqa: F811
    """Published by the partner, with one survey of the case for each way."""
    version = visits.instrument("real", visits.cast.partner_org, file.read_bytes())
    windows = [{"code": way, "opens": 0, "closes": 2, "latest": 4} for way in WAYS]
    InstrumentVersion.objects.filter(pk=version.pk).update(waves=windows)
    version = InstrumentVersion.objects.get(pk=version.pk)
    begins = visits.cast.now.date() - timedelta(days=1)
    with visits.cast.as_app(visits.cast.partner):
        surveys.plan_waves(
            visits.case, arrived_on=begins, version=version, by=visits.cast.partner,
            at=visits.cast.now,
        )  # fmt: skip
    return version


# The first question of the specification test leads to the end, where it is told to.
TOOLS = ((REACH, {}, 120), (SPECIFICATION, {"skip_to_end": "no"}, 25))


@pytest.mark.parametrize(("name", "given", "least"), TOOLS)
def test_three_ways_keep_the_same_answers(
    name: str,
    given: dict[str, str],
    least: int,
    real_data: Find,
    visits: Field,  # noqa: F811
    client_of: Any,
    browser: Browser,
) -> None:
    version = loaded(visits, real_data(name))
    assert version.form_version
    form = forms.read(version.form_version)
    now = timezone.localtime().replace(tzinfo=None)
    answers = webforms.filled_in(form, given, now=now)
    client = client_of(visits.enumerator)
    waves = {way: Wave.objects.get(kind=way) for way in WAYS}

    pages, shown = walk.fill_in(client, waves["pages"], answers)
    assert walk.sent(client, waves["pages"]).status_code == 302

    client.get(reverse("interviews:fill", args=[waves["browser"].pk]))
    xform = client.get(reverse("interviews:xform", args=[waves["browser"].pk])).content.decode()
    raw = webforms.as_collect(form, xform, answers, now=now)
    with webforms.served(form, xform, raw) as desk:
        page = browser.new_page()
        page.goto(desk.address)
        expect(page.locator("[data-part=foot]")).to_be_visible(timeout=60_000)
        xml = webforms.as_sent(page)
        page.close()
    sent = SimpleUploadedFile("xml_submission_file", xml.encode(), "text/xml")
    address = reverse("interviews:send", args=[waves["browser"].pk])
    answer = client.post(address, {"xml_submission_file": sent})
    assert answer.status_code == 200, answer.content.decode()[:500]

    collect = visits.collect(instruments=[version.instrument_id])
    (offered,) = collect.forms()
    collect.send(webforms.as_collect(form, offered.xform.decode(), answers, now=now))
    # The tool has no question of ours for the survey that it answers: a colleague says it.
    delivery = Delivery.objects.get()
    chosen = {"wave": waves["collect"].pk}
    assert client.post(reverse("openrosa:delivery", args=[delivery.pk]), chosen).status_code == 302

    kept = {way: Submission.objects.get(wave=wave) for way, wave in waves.items()}
    values = {way: webforms.comparable(one.values) for way, one in kept.items()}
    print(f"\n{name}: {shown} questions on {pages} pages, {len(values['collect'])} answers kept")
    assert len(values["collect"]) >= least
    assert values["pages"] == values["collect"]
    assert values["browser"] == values["collect"]
    codes = [
        {k: v for k, v in one.answers.items() if k in values["pages"]} for one in kept.values()
    ]
    assert codes[0] == codes[1] == codes[2]
    assert {one.source for one in kept.values()} == {Source.BROWSER, Source.COLLECT}


def test_reach_s_submissions_come_in_with_their_repeats(
    real_data: Find,
    visits: Field,  # noqa: F811
    as_app: Any,
) -> None:
    version = loaded(visits, real_data(REACH))
    assert version.form_version
    by = visits.enumerator
    given = {
        "programme": visits.cast.programme,
        "form_version": version.form_version,
        "of_nobody": True,
        "by": by,
        "at": visits.cast.now,
    }
    content = real_data(SUBMISSIONS).read_bytes()
    with as_app(by):
        draft = actions.bring_sheet(content, "submissions.xlsx", **given)
        looked = actions.look_at(content, version.form_version)
        report = actions.take_sheet(draft, by=by, at=visits.cast.now)
    print(f"\n{report['rows']}, taken {report['taken']}, faults {report['faults_in_all']}")
    assert report["taken"] == len(looked.items) > 0
    assert set(Delivery.objects.values_list("state", flat=True)) == {State.TAKEN}
    rows: Counter[str] = Counter()
    for one in Submission.objects.iterator():
        assert one.person_id is None
        held = {key.partition("]")[0] for key in one.values if "[" in key}
        rows.update(row.rpartition("[")[0].rpartition("/")[2] for row in held)
    # As many rows as each of the export's sheets has.
    assert rows == {name: report["rows"][name] for name in report["rows"] if name != "main"}
    with as_app(by):
        looked_again = actions.look_at(content, version.form_version)
    assert (looked_again.items, looked_again.known) == ([], len(looked.items))
