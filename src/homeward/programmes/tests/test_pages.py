"""The pages, as the roles see them."""

from datetime import timedelta
from typing import Any

import pytest
from django.utils import timezone

from homeward.programmes.models import CriteriaVersion, Package, Policy, Programme, ScopingRecord
from homeward.programmes.rules.criteria import All, Either, Kind, OneOf, Within, parse
from homeward.programmes.tests.conftest import Cast


def day(name: str, on: Any) -> dict[str, Any]:
    return {f"{name}_day": on.day, f"{name}_month": on.month, f"{name}_year": on.year}


@pytest.fixture
def at(cast: Cast) -> str:
    return f"/programmes/{cast.programme.pk}/"


def text(response: Any) -> str:
    return str(response.content.decode())


def test_a_programme_s_whole_way_on_the_pages(cast: Cast, at: str, client_of) -> None:
    manager, today = client_of(cast.manager), timezone.localdate()
    assert "State whom the programme takes" in text(manager.get(at))
    page = manager.post(f"{at}criteria/draft/", follow=True)
    version = CriteriaVersion.objects.get()
    here = f"{at}criteria/{version.pk}/"
    assert "no criteria stated" in text(page)
    manager.post(f"{here}criterion/?kind=age&how=all&at=", {"least": "18", "most": "59"})
    manager.post(
        f"{here}criterion/?kind=household&how=any&at=/all/0", {"any_of": ["single_parent"]}
    )
    page = manager.post(
        f"{here}criterion/?kind=nationality&how=all&at=", {"any_of": ["GH"]}, follow=True
    )
    for words in ("18 to 59 years", "At least one of these:", 'lang="ar" dir="rtl"'):
        assert words in text(page)
    version.refresh_from_db()
    assert parse(version.tree) == All(
        (
            Either(
                (
                    Within(kind=Kind.AGE, least=18, most=59),
                    OneOf(kind=Kind.HOUSEHOLD, any_of=frozenset({"single_parent"})),
                )
            ),
            OneOf(kind=Kind.NATIONALITY, any_of=frozenset({"GH"})),
        )
    )
    page = manager.post(f"{here}publish/", {**day("valid_from", today), "note": ""}, follow=True)
    assert "In force" in text(page)
    assert "Say where the programme works" in text(manager.get(at))


def test_steps_of_writing(cast: Cast, at: str, client_of) -> None:
    manager = client_of(cast.manager)
    manager.post(f"{at}criteria/draft/")
    version = CriteriaVersion.objects.get()
    here = f"{at}criteria/{version.pk}/"
    for least in ("18", "21"):
        manager.post(f"{here}criterion/?kind=age&how=all&at=", {"least": least})
    for step, where in (("up", "/all/1"), ("not", "/all/0"), ("join", ""), ("remove", "/any/1")):
        assert manager.post(f"{here}step/", {"step": step, "at": where}).status_code == 302
    version.refresh_from_db()
    assert version.tree["criterion"] == {"any": [{"not": {"kind": "age", "least": 21}}]}
    page = manager.post(f"{here}step/", {"step": "remove", "at": "/all/9"})
    assert page.status_code == 409
    assert "no longer there" in text(page)
    assert manager.post(f"{here}step/", {"step": "invent", "at": ""}).status_code == 404


def test_a_criterion_that_says_nothing_is_told_so_and_keeps_what_was_typed(
    cast: Cast, at: str, client_of
) -> None:
    manager = client_of(cast.manager)
    manager.post(f"{at}criteria/draft/")
    here = f"{at}criteria/{CriteriaVersion.objects.get().pk}/"
    page = text(manager.post(f"{here}criterion/?kind=age&how=all&at=", {"least": ""}))
    assert "Say from where, until where, or both." in page
    page = text(
        manager.post(f"{here}criterion/?kind=age&how=all&at=", {"least": "60", "most": "18"})
    )
    assert "It ends before it begins." in page
    assert 'value="60"' in page
    # The way of return can't be chosen for whom a programme takes.
    assert manager.get(f"{here}criterion/?kind=way_of_return&how=all&at=").status_code == 404


@pytest.fixture
def stated(cast: Cast) -> CriteriaVersion:
    today = timezone.localdate()
    tree = {
        "all": [
            {"kind": "age", "least": 18},
            {"kind": "household", "any_of": ["has_children"]},
            {"kind": "return_date", "least": "2026-05-01", "most": "2026-05-31"},
            {"kind": "area", "any_of": ["GH/GH01"]},
            {"kind": "months_since_aid", "least": 12},
        ]
    }
    return CriteriaVersion.objects.create(
        programme=cast.programme, number=1, status="published", valid_from=today,
        tree={"version": 1, "criterion": tree},
    )  # fmt: skip


def test_typed_facts_are_answered_line_by_line(
    cast: Cast, at: str, stated: CriteriaVersion, client_of
) -> None:
    client = client_of(cast.counsellor)
    assert "No answer yet" in text(client.get(f"{at}criteria/try/"))
    known = {
        "try": "1", "age": "34", "household": "has_children", "returns_on_day": "12",
        "returns_on_month": "5", "returns_on_year": "2026", "had_aid": "no",
    }  # fmt: skip
    page = text(client.get(f"{at}criteria/try/", known))
    assert "Unknown: nobody can say yet" in page
    assert "Area: Hill Region" in page
    page = text(client.get(f"{at}criteria/try/", known | {"area": "GH/GH01"}))
    assert "Met: as far as this goes" in page
    page = text(client.get(f"{at}criteria/try/", {"try": "1", "age": "12"}))
    assert "Not met" in page


def test_without_criteria_the_answer_is_unknown(cast: Cast, at: str, client_of) -> None:
    page = text(client_of(cast.counsellor).get(f"{at}criteria/try/?try=1"))
    assert "Unknown: nobody can say yet" in page


def test_an_exception_is_asked_and_decided_by_two(
    cast: Cast, at: str, stated: CriteriaVersion, client_of
) -> None:
    manager, second = client_of(cast.manager), client_of(cast.second)
    ends_on = timezone.localdate() + timedelta(60)
    asked = {
        "criterion_at": "/all/0", "for_whom": "Young parents", "reason": "They keep house",
        **day("ends_on", ends_on),
    }  # fmt: skip
    page = manager.post(f"{at}exceptions/new/", asked, follow=True)
    assert "Waits for a second person" in text(page)
    here = f"/programmes/exceptions/{stated.exceptions.get().uid}/decide/"
    own = manager.post(here, {"decision": "approve", "note": "x"})
    assert own.status_code == 409
    assert "Decide on an exception" in text(second.get(at))
    page = second.post(
        here,
        {"decision": "approve", "note": "Agreed"},
        follow=True,
    )
    assert "Approved" in text(page)


def test_the_list_is_narrowed_by_its_address(cast: Cast, client_of) -> None:
    Programme.objects.create(code="X", name="Far away", source="file", source_id="1")
    client = client_of(cast.counsellor)
    assert "2 programmes" in text(client.get("/programmes/"))
    page = text(client.get("/programmes/?open=1&kind=nonsense&funder=x&q=Ways"))
    assert "1 programme<" in page
    assert "Far away" not in page
    assert "No programme fits" in text(client.get("/programmes/?country=SN"))


def test_a_programme_known_from_a_file_has_nothing_to_keep(cast: Cast, client_of) -> None:
    known = Programme.objects.create(code="X", name="Far away", source="file", source_id="1")
    page = text(client_of(cast.manager).get(f"/programmes/{known.pk}/"))
    assert "Known from a file" in page
    assert "Dates unknown" in page


def test_a_package_is_published_with_its_rows_and_compared(cast: Cast, at: str, client_of) -> None:
    manager, today = client_of(cast.manager), timezone.localdate()
    rows: dict[str, Any] = {"line-TOTAL_FORMS": "5", "line-INITIAL_FORMS": "0"}
    for n, (kind, who, amount, months) in enumerate(
        [
            ("post_arrival_cash", "per_case", "615", ""),
            ("in_kind", "per_adult", "2000", "12"),
            ("in_kind", "per_family_member", "1000", "12"),
        ]
    ):
        rows |= {
            f"line-{n}-kind": kind, f"line-{n}-who": who, f"line-{n}-way": "any",
            f"line-{n}-amount": amount, f"line-{n}-months_within": months,
        }  # fmt: skip
    given = rows | {
        "package-name": "2026/2", "package-currency": "eur", "package-country": "GH",
        **day("package-valid_from", today),
    }  # fmt: skip
    page = manager.post(f"{at}packages/new/", given, follow=True)
    assert "12 months after arrival" in text(page)
    assert Package.objects.get().lines.count() == 3
    entitled = {
        "country": "GH", "name": "District grant", "kind": "post_arrival_cash",
        "whom": "Poor households", "amount": "10", "currency": "EUR", "period": "month",
        "counted": "household", "legal_basis": "Bylaw", "source": "Office",
        **day("valid_from", today),
    }  # fmt: skip
    manager.post("/entitlements/new/", entitled)
    page = text(manager.get(f"{at}residents/"))
    assert "District grant" in page
    assert "Returnees get more in the first year." in page
    assert "No entitlement of residents is recorded: unknown." in page


def test_a_place_is_named_by_its_p_code_or_name(cast: Cast, at: str, client_of) -> None:
    manager = client_of(cast.manager)
    page = manager.post(f"{at}places/", {"place-country": "GH", "place-area": "Nowhere"})
    assert "No area of this country is called so." in text(page)
    page = manager.post(
        f"{at}places/", {"place-country": "GH", "place-area": "gh0101"}, follow=True
    )
    assert "Lower Hill" in text(page)


def test_scoping_and_policies_on_the_pages(cast: Cast, at: str, client_of) -> None:
    manager, today = client_of(cast.manager), timezone.localdate()
    manager.post(
        "/scoping/new/",
        {
            "title": "What is there", "country": "GH", "carried_out_by": "Somebody",
            "source": "Report", **day("starts_on", today),
        },
    )  # fmt: skip
    record = ScopingRecord.objects.get()
    manager.post(
        f"/scoping/{record.pk}/findings/", {"finding-kind": "need", "finding-text": "Rent"}
    )
    manager.post(f"{at}scoping/", {"records": [record.pk]})
    page = text(manager.get(f"/scoping/{record.pk}/"))
    assert "1 finding waits to be weighed" in page
    finding = record.findings.get()
    manager.post(
        f"/scoping/{record.pk}/findings/{finding.pk}/weigh/",
        {"programme": cast.programme.pk, "taken_up": "no", "why": "Too dear"},
    )
    assert "Too dear" in text(manager.get(f"/scoping/{record.pk}/"))
    page = manager.post(
        "/policies/new/", {"title": "Plan", "kind": "law", "source": "Paper"}, follow=True
    )
    assert "Which country adopted it is unknown." in text(page)
    policy = Policy.objects.get()
    page = manager.post(
        f"/policies/{policy.pk}/adoptions/",
        {"country": "GH", "status": "in_force", "source": "Gazette", **day("since", today)},
        follow=True,
    )
    assert "Gazette" in text(page)
    page = manager.post(
        f"/policies/{policy.pk}/correct/",
        {"title": "Plan of the hills", "kind": "law", "source": "Paper"},
        follow=True,
    )
    assert "Plan of the hills" in text(page)
    corrected = {
        "title": "What is there now", "country": "GH", "carried_out_by": "Somebody",
        "source": "Report", **day("starts_on", today),
    }  # fmt: skip
    page = manager.post(f"/scoping/{record.pk}/correct/", corrected, follow=True)
    assert "What is there now" in text(page)
    assert "Too dear" in text(page)
    outsider = client_of(cast.outsider).post(f"/scoping/{record.pk}/correct/", corrected)
    assert outsider.status_code == 409
    manager.post(f"{at}policies/", {"policies": [policy.pk]})
    assert "Plan" in text(manager.get(at))


@pytest.mark.parametrize("where", ["", "criteria/", "criteria/try/", "residents/"])
def test_every_role_reads_and_only_managers_keep(
    cast: Cast, at: str, where: str, client_of
) -> None:
    assert client_of(cast.counsellor).get(f"{at}{where}").status_code == 200
    assert client_of(cast.counsellor).get(f"{at}change/").status_code == 403


def test_another_organisation_s_manager_is_refused(cast: Cast, at: str, client_of) -> None:
    page = client_of(cast.outsider).post(f"{at}places/", {"place-country": "GH"})
    assert page.status_code == 409
    assert "Only the organisation that leads the programme" in text(page)


def test_a_draft_is_not_found_by_others(cast: Cast, at: str, client_of) -> None:
    client_of(cast.manager).post(f"{at}criteria/draft/")
    version = CriteriaVersion.objects.get()
    page = client_of(cast.outsider).get(f"{at}criteria/{version.pk}/")
    assert page.status_code == 404
