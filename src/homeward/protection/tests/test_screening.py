"""The screen: its sheet says what raises what; whoever asks can't read it back."""

from typing import Any

import pytest
from django.urls import reverse

from homeward.assessments import shipped
from homeward.forms import xlsform
from homeward.forms.asking import name_of
from homeward.protection import screening
from homeward.protection.choices import FlagKind
from homeward.protection.models import Flag, Screening
from homeward.protection.shipped import SCREENS
from homeward.seals.models import Seal

from .test_pages import day

FORM = next(form for form in shipped.FORMS if form.code == "rapid-screen")


def survey(*rows: tuple[str, dict[str, str]]) -> dict[str, Any]:
    group = [{"name": name, "homeward": said} for name, said in rows]
    return {"children": [{"name": "part", "children": group}]}


def test_an_answer_raises_each_flag_that_its_row_names() -> None:
    marks = screening.marks(
        survey(
            ("debt", {"flag": "trafficking: yes; debt_bondage: yes much", "htcds": "Debt"}),
            ("seen", {"flag": "other: *"}),
            ("plain", {"class": "health"}),
        )
    )
    assert screening.raised(marks, {"/data/part/debt": "much", "/data/part/seen": ""}) == {
        FlagKind.DEBT_BONDAGE: ["Debt"]
    }
    assert screening.raised(marks, {"/data/part/debt": "no yes", "/data/part/seen": "A man"}) == {
        FlagKind.TRAFFICKING: ["Debt"],
        FlagKind.DEBT_BONDAGE: ["Debt"],
        FlagKind.OTHER: ["seen"],
    }


def test_a_kind_that_nobody_knows_is_still_looked_into() -> None:
    marks = screening.marks(survey(("q", {"flag": "witchcraft: yes"})))
    assert screening.raised(marks, {"/data/part/q": "yes"}) == {FlagKind.OTHER: ["q"]}


def test_the_shipped_screen_raises_every_kind_that_it_can_by_a_name_that_is_known() -> None:
    marks = screening.marks(xlsform.read(FORM.path.read_bytes()).survey)
    kinds = {kind for mark in marks.values() for kind, _answers in mark.raises}
    assert kinds == set(FlagKind) - {FlagKind.OTHER}
    assert "MethodsOfControlDebtBondage" in {mark.indicator for mark in marks.values()}


@pytest.fixture
def in_use(ward: Any) -> Any:
    shipped.load(at=ward.cast.now)
    return ward


def answers(**given: str) -> dict[str, Any]:
    definition = xlsform.read(FORM.path.read_bytes()).definition
    found: dict[str, Any] = {"asked": []}
    for question in definition.questions():
        key = question.path.removeprefix("/data/")
        if question.name.startswith("child_") and given.get("is_child") != "yes":
            continue
        found["asked"].append(key)
        found[name_of(key)] = given.get(question.name, "no" if question.chooses else "")
    return found


def test_a_counsellor_screens_and_the_focal_point_reads_what_it_raised(
    in_use: Any, client_of: Any
) -> None:
    ward = in_use
    counsellor, focal = client_of(ward.cast.owner), client_of(ward.focal)
    url = reverse("protection:screen", args=[ward.case.pk])
    page = counsellor.get(url).content.decode()
    assert "keep the person’s documents" in page or "keep the person" in page
    about = {
        "person": ward.people[0].pk, "source": "person", **day("said_on", ward.today), "do": "keep",
    }  # fmt: skip
    given = answers(documents="yes", earnings="yes", treatment="yes", shunned="not_said")
    missing = {**given, name_of("now/sought"): ""}
    assert counsellor.post(url, {**about, **missing}).status_code == 422
    assert not Screening.objects.exists()
    answer = counsellor.post(url, {**about, **given})
    assert answer.status_code == 302
    flags = {flag.kind: flag for flag in Flag.objects.all()}
    assert flags.keys() == {"trafficking", "health_need"}
    assert flags["trafficking"].indicators == [
        "MethodsOfControlWithholdsDocuments", "MethodsOfControlTakesEarnings",
    ]  # fmt: skip
    assert Seal.objects.exists()
    kept = Screening.objects.get()
    with ward.cast.as_app(ward.cast.owner):
        assert not Screening.objects.exists()
    text = focal.get(reverse("protection:screening", args=[kept.pk])).content.decode()
    assert "Does not want to say" in text
    assert counsellor.get(reverse("protection:screening", args=[kept.pk])).status_code == 403


def test_a_screen_that_raises_nothing_is_kept_and_a_new_question_is_asked_first(
    in_use: Any, client_of: Any
) -> None:
    ward = in_use
    focal = client_of(ward.focal)
    url = reverse("protection:screen", args=[ward.case.pk])
    about = {
        "person": ward.people[1].pk, "source": "family", **day("said_on", ward.today), "do": "keep",
    }  # fmt: skip
    given = answers()
    text = focal.post(url, {**about, **given, name_of("now/is_child"): "yes"}).content.decode()
    assert "2 more questions" in text
    focal.post(url, {**about, **given})
    assert Screening.objects.count() == 1
    assert not Flag.objects.exists()


def test_it_is_offered_on_the_case_and_not_among_the_assessments(
    in_use: Any, client_of: Any
) -> None:
    page = client_of(in_use.cast.owner)
    case = page.get(reverse("desk:case", args=[in_use.case.pk])).content.decode()
    assert reverse("protection:screen", args=[in_use.case.pk]) in case
    offered = page.get(reverse("assessments:of_case", args=[in_use.case.pk])).content.decode()
    assert not any(screen.value in offered for screen in SCREENS)


def test_without_a_form_in_use_the_page_says_so(ward: Any, client_of: Any) -> None:
    url = reverse("protection:screen", args=[ward.case.pk])
    assert "No screen is in use" in client_of(ward.focal).get(url).content.decode()
