"""Pages from the search to the intake, as a browser without JavaScript sends them."""

import re
from collections.abc import Callable
from typing import Any

import pytest
from django.urls import reverse

from homeward.access.choices import DataClass, Purpose, Role
from homeward.cases.choices import FactKind
from homeward.cases.models import Case, Fact
from homeward.files.models import StoredFile
from homeward.persons.models import Consent, ConsentSheet, Person
from homeward.programmes.models import Corridor
from homeward.tasks.models import Task

ClientOf = Callable[[Any], Any]
TOKEN = re.compile(r'"X-CSRFToken": "\w+"|name="(?:csrfmiddlewaretoken|page_mark)" value="[\w-]+"')
UNKNOWN = {"sex": "unknown", "birth_known": "unknown"}


@pytest.fixture(autouse=True)
def no_second_factor(settings: Any) -> None:
    settings.SECOND_FACTOR_REQUIRED = False


def typed(*members: dict[str, str], **fields: str) -> dict[str, Any]:
    data: dict[str, Any] = {
        "corridor": str(Corridor.objects.get().pk),
        "member": [str(number) for number in range(len(members))],
        "do": "save",
    }
    for number, member in enumerate(members):
        data |= {f"m{number}-{name}": value for name, value in (UNKNOWN | member).items()}
    return data | fields


def test_the_search_carries_what_was_typed_to_the_registration(
    cast: Any, client_of: ClientOf
) -> None:
    client = client_of(cast.owner)
    found = client.get("/persons/", {"q": "Efua Ansah"}).content.decode()
    assert "/persons/register/?name=Efua%20Ansah" in found
    form = client.get("/persons/register/", {"name": "Efua Ansah"}).content.decode()
    assert 'value="Efua"' in form
    assert 'value="Ansah"' in form


def test_a_hit_names_its_case_and_a_stranger_finds_nobody(cast: Any, client_of: ClientOf) -> None:
    case, _people = cast.family()
    page = client_of(cast.owner).get("/persons/", {"q": "efwa ansa"}).content.decode()
    assert case.reference in page
    nothing = client_of(cast.stranger).get("/persons/", {"q": "efwa ansa"}).content.decode()
    assert case.reference not in nothing
    assert "Nobody found" in nothing


def test_adding_and_removing_a_person_keeps_what_was_typed(cast: Any, client_of: ClientOf) -> None:
    client = client_of(cast.owner)
    head = {"role": "head", "given_name": "Efua"}
    added = client.post("/persons/register/", typed(head, do="add"))
    assert added.status_code == 200
    assert 'value="Efua"' in added.content.decode()
    assert 'name="m1-given_name"' in added.content.decode()
    assert "This was not saved" not in added.content.decode()
    both = typed(head, {"role": "child", "given_name": "Yaw"}, do="remove-0")
    left = client.post("/persons/register/", both).content.decode()
    assert 'value="Efua"' not in left
    assert 'value="Yaw"' in left
    with cast.as_app(cast.owner):
        assert not Person.objects.exists()


def test_a_household_is_registered_with_its_case(cast: Any, client_of: ClientOf) -> None:
    head = {"role": "head", "given_name": "Efua", "family_name": "Ansah"}
    response = client_of(cast.owner).post(
        "/persons/register/", typed(head, {"role": "child"}, phone="+233 20 1")
    )
    with cast.as_app(cast.owner):
        case = Case.objects.get()
        assert Person.objects.count() == 2
    assert response.headers["Location"] == reverse("persons:consent", args=[case.pk])


def test_faults_are_told_together_and_nothing_typed_is_lost(cast: Any, client_of: ClientOf) -> None:
    data = typed({"role": "", "given_name": "Efua", "birth_known": "year"})
    response = client_of(cast.owner).post("/persons/register/", data)
    page = response.content.decode()
    assert response.status_code == 422
    assert 'href="#id_m0-role">Person 1, ' in page
    assert 'href="#id_m0-birth_year"' in page
    assert 'value="Efua"' in page


def test_a_household_without_a_head_is_refused_on_its_page(cast: Any, client_of: ClientOf) -> None:
    data = typed({"role": "child", "given_name": "Yaw"})
    response = client_of(cast.owner).post("/persons/register/", data)
    assert response.status_code == 409
    assert 'value="Yaw"' in response.content.decode()


def test_a_name_known_already_is_asked_about_before_anything_is_saved(
    cast: Any, client_of: ClientOf
) -> None:
    _case, people = cast.family()
    client = client_of(cast.owner)
    data = typed({"role": "head", "given_name": "Efwa", "family_name": "Ansah"})
    asked = client.post("/persons/register/", data)
    assert "Is it one of these?" in asked.content.decode()
    with cast.as_app(cast.owner):
        assert Case.objects.count() == 1
    again = client.post("/persons/register/", data | {"seen": [str(one.pk) for one in people]})
    assert again.status_code == 302
    with cast.as_app(cast.owner):
        assert Case.objects.count() == 2


def test_only_workers_register(cast: Any, client_of: ClientOf) -> None:
    assert client_of(cast.officer).get("/persons/register/").status_code == 403


def consenting(cast: Any, people: list[Person], **fields: Any) -> dict[str, Any]:
    on = cast.now.date()
    return {
        "members": [str(person.pk) for person in people],
        "language": "tw",
        "way": "signature",
        "guardian": "Efua Ansah",
        "given_on_day": on.day,
        "given_on_month": on.month,
        "given_on_year": on.year,
        f"r{cast.partner_org.pk}-1-classes": ["1", "3", "4"],
        "do": "save",
    } | fields


def test_only_what_an_agreement_covers_is_offered(cast: Any, client_of: ClientOf) -> None:
    case, _people = cast.family()
    client, url = client_of(cast.owner), reverse("persons:consent", args=[case.pk])
    assert "No agreement reaches another organisation" in client.get(url).content.decode()
    cast.agree(cast.host, cast.partner_org, classes=frozenset({DataClass.IDENTITY}))
    page = client.get(url).content.decode()
    assert f'name="r{cast.partner_org.pk}-1-classes"' in page
    assert "Article 1" in page
    assert "never loses essential aid" in page
    assert page.count('type="checkbox"') == 3  # two members, one class


def test_a_consent_is_recorded_for_the_household_with_its_paper(
    cast: Any, client_of: ClientOf, tmp_path: Any
) -> None:
    cast.agree(cast.host, cast.partner_org)
    case, people = cast.family()
    client, url = client_of(cast.owner), reverse("persons:consent", args=[case.pk])
    paper = tmp_path / "sheet.pdf"
    paper.write_bytes(b"%PDF-1.4 signed")
    with paper.open("rb") as file:
        response = client.post(url, consenting(cast, people) | {"document": file})
    assert response.headers["Location"] == reverse("cases:intake", args=[case.pk])
    with cast.as_app(cast.owner):
        assert Consent.objects.count() == 6
        sheets = {sheet.person_id: sheet for sheet in ConsentSheet.objects.all()}
        assert sheets[people[1].pk].way == "guardian"
        assert StoredFile.objects.count() == 1
        assert list(Task.objects.filter(done_at=None).values_list("kind", flat=True)) == [
            "finish_intake"
        ]
    got = client.get(reverse("persons:consent_document", args=[case.pk, sheets[people[0].pk].pk]))
    assert got.content == b"%PDF-1.4 signed"
    assert got.headers["X-Content-Type-Options"] == "nosniff"


def test_a_refused_consent_leaves_no_file_and_keeps_what_was_typed(
    cast: Any, client_of: ClientOf, tmp_path: Any
) -> None:
    cast.agree(cast.host, cast.partner_org)
    case, people = cast.family()
    paper = tmp_path / "sheet.pdf"
    paper.write_bytes(b"%PDF-1.4 signed")
    data = consenting(cast, people, way="witnessed_oral", guardian="")
    with paper.open("rb") as file:
        response = client_of(cast.owner).post(
            reverse("persons:consent", args=[case.pk]), data | {"document": file}
        )
    page = response.content.decode()
    assert response.status_code == 409
    assert "needs the witness" in page
    assert "needs the guardian" in page
    assert page.count("checked") >= 5
    with cast.as_app(cast.owner):
        assert not StoredFile.objects.exists()
        assert not ConsentSheet.objects.exists()


def test_a_file_of_another_kind_is_refused(cast: Any, client_of: ClientOf, tmp_path: Any) -> None:
    cast.agree(cast.host, cast.partner_org)
    case, people = cast.family()
    paper = tmp_path / "sheet.pdf"
    paper.write_bytes(b"<html>")
    with paper.open("rb") as file:
        response = client_of(cast.owner).post(
            reverse("persons:consent", args=[case.pk]),
            consenting(cast, people) | {"document": file},
        )
    assert response.status_code == 409
    assert "Only PDF, JPEG, PNG" in response.content.decode()


def test_the_sheet_is_printed_in_the_language_it_was_explained_in(
    cast: Any, client_of: ClientOf
) -> None:
    cast.agree(cast.host, cast.partner_org)
    case, people = cast.family()
    client, url = client_of(cast.owner), reverse("persons:consent", args=[case.pk])
    before = client.post(url, consenting(cast, people, do="print", language="ar"))
    assert 'lang="ar" dir="rtl"' in before.content.decode()
    with cast.as_app(cast.owner):
        assert not ConsentSheet.objects.exists()
    sheet = cast.consent(people[0], cast.partner_org)
    page = client.get(reverse("persons:consent_sheet", args=[case.pk, sheet.pk]))
    assert 'lang="en"' in page.content.decode()
    assert "Reintegration NGO" in page.content.decode()


def test_withdrawing_has_its_own_page_and_binds_the_next_request(
    cast: Any, client_of: ClientOf
) -> None:
    cast.agree(cast.host, cast.partner_org)
    case, people = cast.family()
    cast.consent(people[0], cast.partner_org)
    facts = reverse("cases:facts", args=[case.pk])
    assert client_of(cast.partner).get(facts).status_code == 200
    client = client_of(cast.owner)
    url = reverse("persons:withdraw", args=[case.pk, cast.partner_org.pk, Purpose.CASEWORK])
    assert "Essential aid goes on" in client.get(url).content.decode()
    every = [str(one.value) for one in DataClass if one != DataClass.ASYLUM]
    chosen = {"members": [str(people[0].pk)], "classes": every}
    done = client.post(url, chosen)
    assert done.status_code == 302
    assert client_of(cast.partner).get(facts).status_code == 404
    assert client.post(url, chosen).status_code == 302
    assert client.get(url).status_code == 404


def asked(**answers: Any) -> dict[str, Any]:
    return {
        "said_by": "person",
        "said_by_name": "Efua",
        "said_on_day": "1",
        "said_on_month": "3",
        "said_on_year": "2026",
        "do": "save",
    } | {key.replace("__", "-"): value for key, value in answers.items()}


def intake(cast: Any, people: list[Person], **answers: Any) -> dict[str, Any]:
    about = {f"{kind.value}-about": str(people[0].pk) for kind in FactKind}
    return asked(**answers) | {k: v for k, v in about.items() if k not in asked(**answers)}


def test_an_intake_is_saved_as_one_goes(cast: Any, client_of: ClientOf) -> None:
    case, people = cast.family()
    client, url = client_of(cast.owner), reverse("cases:intake", args=[case.pk])
    data = intake(
        cast,
        people,
        languages__value="Twi",
        diet__unknown="on",
        school_level__value="Primary 3",
        school_level__about=str(people[1].pk),
        school_level__said_by="document",
        school_level__said_by_name="School report",
    )
    assert client.post(url, data).headers["Location"] == url
    with cast.as_app(cast.owner):
        facts = {fact.kind: fact for fact in Fact.objects.all()}
    assert facts["languages"].said_by_name == "Efua"
    assert facts["diet"].value == ""
    assert facts["school_level"].person_id == people[1].pk
    assert facts["school_level"].said_by_name == "School report"
    page = client.get(url).content.decode()
    assert "Primary 3" in page
    assert "Tailor, 6 years" in page


def test_what_cannot_be_kept_is_told_with_all_that_was_typed(
    cast: Any, client_of: ClientOf
) -> None:
    case, people = cast.family()
    data = intake(cast, people, languages__value="Twi and Ewe", languages__unknown="on")
    response = client_of(cast.owner).post(reverse("cases:intake", args=[case.pk]), data)
    assert response.status_code == 422
    assert "Twi and Ewe" in response.content.decode()
    with cast.as_app(cast.owner):
        assert Fact.objects.count() == 1


def test_finishing_leads_to_the_announcement(cast: Any, client_of: ClientOf) -> None:
    case, people = cast.family()
    data = intake(cast, people, do="finish")
    response = client_of(cast.owner).post(reverse("cases:intake", args=[case.pk]), data)
    assert response.headers["Location"] == reverse("cases:announce", args=[case.pk])


def test_asylum_is_asked_by_cleared_roles_and_named_to_nobody_else(
    cast: Any, client_of: ClientOf
) -> None:
    cast.agree(cast.host, cast.partner_org)
    case, people = cast.family()
    cast.consent(people[0], cast.partner_org)
    url = reverse("cases:intake", args=[case.pk])
    assert "sylum" in client_of(cast.owner).get(url).content.decode()
    assert "sylum" not in client_of(cast.partner).get(url).content.decode()
    focal = cast.user("focal", cast.host, Role.PROTECTION_FOCAL_POINT)
    for page in (url, reverse("persons:consent", args=[case.pk])):
        assert "sylum" not in client_of(focal).get(page).content.decode()
    forged = intake(cast, people, asylum__value="said", asylum__about=str(people[0].pk))
    client_of(cast.partner).post(url, forged)
    with cast.as_app(cast.owner):
        assert not Fact.objects.filter(kind="asylum").exists()


@pytest.mark.parametrize("name", ["persons:consent", "cases:intake", "cases:announce"])
def test_a_stranger_gets_the_same_404_as_for_what_does_not_exist(
    cast: Any, client_of: ClientOf, name: str
) -> None:
    case, people = cast.family()
    counsellor = cast.user("other", cast.stranger_org, Role.RETURN_COUNSELLOR)
    client = client_of(counsellor)
    answers = []
    for pk in (case.pk, people[0].pk):
        answer = client.get(reverse(name, args=[pk]))
        assert answer.status_code == 404
        # The token of the forms is masked anew in every answer.
        answers.append(TOKEN.sub("", answer.content.decode()).replace(str(pk), ""))
    assert answers[0] == answers[1]
