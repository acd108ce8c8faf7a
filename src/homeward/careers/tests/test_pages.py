"""A person's skills and work on their pages."""

import json
from typing import Any

import pytest

from homeward.access.choices import Role
from homeward.assessments import shipped
from homeward.assessments.choices import AssessmentPurpose, Status
from homeward.assessments.models import AnswerSet, Assessment
from homeward.careers.models import Certificate, HeldSkill, PastWork, Wish
from homeward.forms import filling
from homeward.forms import queries as forms
from homeward.forms.models import FormVersion

DAY = {"said_on_day": "4", "said_on_month": "5", "said_on_year": "2026"}
SAID = {"said_by": "person", **DAY}


@pytest.fixture
def told(cast: Any, trades: Any) -> Any:
    return *cast.family(), trades


def test_work_is_found_by_another_title_and_its_skills_are_ticked(
    told: Any, cast: Any, client_of: Any
) -> None:
    case, people, trades = told
    client = client_of(cast.owner)
    assert "Enter the work done so far" in client.get(f"/cases/{case.pk}/skills/").text
    address = f"/skills/{people[0].pk}/work/new/"
    found = client.get(address, {"q": "seamstress"}).text
    tailor = trades.occupation("tailor")
    assert f"occupation={tailor.pk}" in found
    form = client.get(address, {"occupation": tailor.pk}).text
    assert form.index("cut fabrics") < form.index("advise customers")
    given = {**SAID, "years": "6", "essential": [trades.skill("cut fabrics").pk], "country": "GH"}
    answer = client.post(f"{address}?occupation={tailor.pk}", given)
    assert answer.status_code == 302
    shown = client.get(answer["Location"]).text
    assert "6 years" in shown
    assert "cut fabrics" in shown
    assert "sew by machine" not in shown
    client.post(f"{address}?occupation={tailor.pk}", {**SAID, "all_essential": "on"})
    assert HeldSkill.objects.count() == 3


def test_what_is_refused_stays_as_typed_with_all_reasons(
    told: Any, cast: Any, client_of: Any
) -> None:
    _case, people, _trades = told
    address = f"/skills/{people[0].pk}/certificates/new/"
    given = {
        **SAID, "title": "Sewing, level 2", "recognition": "recognised",
        "verification_link": "http://example.org/c/1",
    }  # fmt: skip
    client = client_of(cast.owner)
    refused = client.post(address, given)
    assert refused.status_code == 409
    for words in ("begins with https://", "Say who recognises it", "Sewing, level 2"):
        assert words in refused.text
    given |= {"verification_link": "https://example.org/c/1", "recognised_by": "Board of crafts"}
    shown = client.get(client.post(address, given)["Location"]).text
    assert 'href="https://example.org/c/1" rel="noopener' in shown
    assert "Board of crafts" in shown


def test_skills_are_found_by_a_word_and_those_held_are_not_offered_again(
    told: Any, cast: Any, client_of: Any
) -> None:
    _case, people, trades = told
    client = client_of(cast.owner)
    address = f"/skills/{people[0].pk}/new/?q=weld"
    assert "weld steel" in client.get(address).text
    weld = trades.skill("weld steel").pk
    given = {**SAID, "skills": [weld], "level": "observed"}
    assert client.post(address, given).status_code == 302
    assert "No other skill found" in client.get(address).text


def test_occupations_are_searched_while_a_wish_is_typed(
    told: Any, cast: Any, client_of: Any
) -> None:
    case, people, trades = told
    client = client_of(cast.owner)
    address = f"/skills/{people[0].pk}/wishes/"
    typed = {"kinds": ["vacancy"], "max_km": "20", "said_by": "person", "q": "dress", "search": "1"}
    page = client.post(address, typed).text
    dressmaker = trades.occupation("dressmaker")
    assert f'value="{dressmaker.pk}"' in page
    assert 'value="20"' in page
    assert not Wish.objects.exists()
    del typed["search"]
    assert client.post(address, typed | {"occupations": [dressmaker.pk]}).status_code == 302
    assert Wish.objects.get().occupation_ids == [dressmaker.pk]
    assert "draw patterns" in client.get(f"/cases/{case.pk}/skills/").text


@pytest.fixture
def intake(cast: Any, told: Any) -> Assessment:
    """An intake that was submitted: tailor for six years, and a course."""
    case, people, _trades = told
    shipped.load(at=cast.now)
    version = FormVersion.objects.filter(form__code="intake").latest("number")
    said = {
        "work[1]/occupation": "7531.1 · tailor", "work[1]/years": "6", "work[1]/where": "Kumasi",
        "work[2]/occupation": "Sells at the market", "training[1]/course": "Tailoring, two years",
        "training[1]/finished": "2016",
    }  # fmt: skip
    with cast.as_app(cast.owner):
        row = Assessment.objects.create(
            case=case, person=people[0], programme=cast.programme, owner_org=cast.host,
            purpose=AssessmentPurpose.INTAKE, form_version=version, status=Status.DRAFT,
            held_on=cast.now.date(), begun_at=cast.now, saved_at=cast.now,
            by=cast.owner,
        )  # fmt: skip
        for data_class, part in filling.split(forms.read(version), said).items():
            AnswerSet.objects.create(
                assessment=row, person=people[0], programme=cast.programme, owner_org=cast.host,
                data_class=data_class, answers=json.dumps(part),
            )  # fmt: skip
        row.status, row.submitted_at = Status.SUBMITTED, cast.now
        row.save(update_fields=["status", "submitted_at"])
    return row


def test_what_an_assessment_asked_is_proposed_and_never_asked_twice(
    intake: Assessment, told: Any, cast: Any, client_of: Any
) -> None:
    case, people, trades = told
    client = client_of(cast.owner)
    address = f"/cases/{case.pk}/skills/"
    page = client.get(address).text
    assert "Take up what was said in the assessment" in page
    for words in ("tailor", "Kumasi", "Sells at the market", "Tailoring, two years"):
        assert words in page
    # The code of the answer names the occupation: the form opens with what was said.
    work = f"/skills/{people[0].pk}/work/new/?answer={intake.pk}:work[1]/occupation"
    form = client.get(work).text
    assert "cut fabrics" in form
    assert 'value="6"' in form
    assert client.post(work, {**SAID, "years": "6"}).status_code == 302
    kept = PastWork.objects.get()
    assert (kept.occupation, kept.assessment) == (trades.occupation("tailor"), intake)
    leave = f"/skills/{people[0].pk}/answers/leave-out/?answer={intake.pk}:training[1]/course"
    assert client.post(leave, {"why": "It was broken off"}).status_code == 302
    assert Certificate.objects.get().set_aside_at
    page = client.get(address).text
    assert "Sells at the market" in page
    assert "Tailoring, two years" not in page
    # Sent a second time, from a page that is old: it was taken up already.
    assert client.post(work, {**SAID, "years": "6"}).status_code in {200, 302, 409}
    assert PastWork.objects.filter(assessment=intake).count() == 1


def test_a_cv_tells_nothing_of_the_return(told: Any, cast: Any, client_of: Any) -> None:
    case, people, _trades = told
    client = client_of(cast.owner)
    for language in ("en", "fr", "ar"):
        answer = client.get(f"/skills/{people[0].pk}/cv/", {"language": language})
        assert answer["Content-Type"] == "application/pdf"
        assert case.reference not in answer["Content-Disposition"]
        assert b"Homeward" not in answer.content


def test_the_stranger_finds_nothing_and_who_may_only_read_writes_nothing(
    told: Any, cast: Any, client_of: Any, keep: Any
) -> None:
    case, people, _trades = told
    work = keep(case, people[0])
    addresses = (
        f"/cases/{case.pk}/skills/", f"/skills/{people[0].pk}/cv/",
        f"/skills/{people[0].pk}/training/", f"/skills/work/{work.pk}/leave-out/",
    )  # fmt: skip
    stranger = client_of(cast.stranger)
    assert {stranger.get(address).status_code for address in addresses} == {404}
    coordinator = client_of(cast.user("coordinator", cast.host, Role.HOST_COORDINATOR))
    assert "tailor" in coordinator.get(addresses[0]).text
    assert coordinator.get(addresses[3]).status_code == 403
    assert client_of(cast.officer).get(addresses[0]).status_code == 403


def test_what_is_left_out_is_asked_for_a_reason(
    told: Any, cast: Any, client_of: Any, keep: Any
) -> None:
    case, people, _trades = told
    work = keep(case, people[0])
    client = client_of(cast.owner)
    address = f"/skills/work/{work.pk}/leave-out/"
    assert client.post(address, {"why": ""}).status_code == 422
    assert client.post(address, {"why": "It was her sister's"}).status_code == 302
    assert "No work is known yet" in client.get(f"/cases/{case.pk}/skills/").text
