"""The pages of assessments, without JavaScript, from the beginning to the paper."""

import re
from typing import Any

from django.core.files.uploadedfile import SimpleUploadedFile

from homeward.access.choices import DataClass, Role
from homeward.assessments import actions, queries
from homeward.assessments.models import Assessment, FormUse
from homeward.assessments.tests.conftest import published
from homeward.assessments.tests.test_actions import ANSWERS, submitted_one
from homeward.cases.models import Case, Fact
from homeward.core.words import tsvector
from homeward.files.models import StoredFile
from homeward.forms.tests import sheets
from homeward.occupations.models import Occupation, OccupationGroup


def begin(client: Any, case: Any, person: Any, asked_for: str = "needs") -> Assessment:
    day = case.opened_at.date()
    answer = client.post(
        f"/cases/{case.pk}/assessments/{asked_for}/",
        {"person": person.pk, "said_by": "person", "said_by_name": "", "held_on_day": day.day,
         "held_on_month": day.month, "held_on_year": day.year},
    )  # fmt: skip
    assert answer.status_code == 302, answer.content.decode()
    return Assessment.objects.get()


def shown(answer: Any) -> list[str]:
    return re.findall(r'name="asked" value="([^"]+)"', answer.content.decode())


def revision(answer: Any) -> str:
    found = re.search(r'name="revision" value="(\d+)"', answer.content.decode())
    assert found
    return found[1]


def send(client: Any, draft: Assessment, page: int, do: str = "next", **typed: Any) -> Any:
    """Posts the page as a browser would: with what it showed, and which draft it is."""
    address = f"/assessments/{draft.pk}/fill/"
    before = client.get(address, {"page": page})
    named = {f"q.{key.replace('__', '.')}": value for key, value in typed.items()}
    return client.post(
        address,
        {"asked": shown(before), "revision": revision(before), "page": page, "do": do, **named},
    )


def test_a_form_is_asked_page_by_page_and_submitted(cast: Any, client_of: Any, needs: Any) -> None:
    case, people = cast.family()
    client = client_of(cast.owner)
    page = client.get(f"/cases/{case.pk}/assessments/")
    assert f"/cases/{case.pk}/assessments/needs/" in page.content.decode()
    draft = begin(client, case, people[0])

    first = client.get(f"/assessments/{draft.pk}/fill/")
    # What is known stands beside its question, with its origin.
    assert "Tailor, 6 years" in first.content.decode()
    assert shown(first) == ["work/trade"]

    more = send(client, draft, 1, work__trade="Baker")
    assert more.status_code == 200
    assert shown(more) == ["work/trade", "work/years"]

    wrong = send(client, draft, 1, work__trade="Baker", work__years="70")
    assert wrong.status_code == 422
    assert "That is too long." in wrong.content.decode()
    assert 'value="70"' in wrong.content.decode()

    assert send(client, draft, 1, work__trade="Baker", work__years="7").status_code == 302
    more = send(client, draft, 2, body__treated="yes")
    assert shown(more) == ["body/treated", "body/medicine"]
    assert send(client, draft, 2, body__treated="yes", body__medicine="Insulin").status_code == 302

    rows = send(client, draft, 3, "add:debts", **{"debts-1__creditor": "An aunt"})
    assert shown(rows)[-2:] == ["debts[2]/creditor", "debts[2]/amount"]
    done = send(client, draft, 3, **{"debts-1__creditor": "An aunt", "debts-2__amount": "20.5"})
    assert done.headers["Location"].endswith(f"/assessments/{draft.pk}/check/")

    look = client.get(f"/assessments/{draft.pk}/check/").content.decode()
    assert "Baker" in look
    assert "before:" not in look
    submitted = client.post(f"/assessments/{draft.pk}/check/")
    assert submitted.status_code == 302
    with cast.as_app(cast.owner):
        found = queries.latest(Case.objects.get(), "needs")
        assert found is not None
        assert queries.answers(found)["debts"] == [{"creditor": "An aunt"}, {"amount": "20.5"}]
        assert Fact.objects.filter(kind="trade", replaces__isnull=False).count() == 1


def test_a_form_is_asked_in_the_reader_s_language(cast: Any, client_of: Any, needs: Any) -> None:
    case, people = cast.family()
    client = client_of(cast.owner)
    draft = begin(client, case, people[0])
    client.cookies["django_language"] = "fr"
    cast.owner.language = "fr"
    cast.owner.save()
    address = f"/assessments/{draft.pk}/fill/"
    page = client.get(address, headers={"Accept-Language": "fr"})
    assert "Quel métier" in page.content.decode()
    # The returnee may read another language than the counsellor, on every page of the form.
    client.get(address, {"language": "en"})
    page = client.get(address, headers={"Accept-Language": "fr"}).content.decode()
    assert "What work do you know?" in page


def test_what_was_typed_stays_when_somebody_saved_meanwhile(
    cast: Any, client_of: Any, needs: Any
) -> None:
    case, people = cast.family()
    client = client_of(cast.owner)
    draft = begin(client, case, people[0])
    address = f"/assessments/{draft.pk}/fill/"
    old = client.get(address)
    send(client, draft, 1, "check", work__trade="Cook")
    late = client.post(
        address,
        {"asked": shown(old), "revision": revision(old), "page": 1, "q.work.trade": "Baker"},
    )
    assert late.status_code == 409
    assert 'value="Baker"' in late.content.decode()
    with cast.as_app(cast.owner):
        assert queries.kept(Assessment.objects.get())["work/trade"] == "Cook"


def test_a_colleague_is_told_of_a_draft(cast: Any, client_of: Any, needs: Any) -> None:
    case, people = cast.family()
    begin(client_of(cast.owner), case, people[0])
    colleague = cast.user("colleague", cast.host, Role.RETURN_COUNSELLOR)
    page = client_of(colleague).get(f"/cases/{case.pk}/assessments/needs/")
    assert "Speak with them before you ask a second time" in page.content.decode()


def test_changes_stand_beside_what_was_said_before(cast: Any, client_of: Any, needs: Any) -> None:
    case, first = submitted_one(cast)
    with cast.as_app(cast.owner):
        later = cast.now.replace(microsecond=0) + cast.now.resolution
        later = later.replace(year=cast.now.year + 1)
        draft = actions.begin(
            case, first.person, "needs", actions.Talk(held_on=cast.now.date()),
            by=cast.owner, at=later,
        )  # fmt: skip
        changed = {**ANSWERS, "work/years": "9"}
        draft = actions.keep(draft, changed, revision=0, by=cast.owner, at=later)
        actions.submit(draft, by=cast.owner, at=later)
    client = client_of(cast.owner)
    page = client.get(f"/assessments/{draft.pk}/changes/").content.decode()
    assert "For how many years?" in page
    assert "What work do you know?" not in page
    assert "<del>4</del>" in client.get(f"/assessments/{draft.pk}/").content.decode()


def test_the_paper_is_a_pdf(cast: Any, client_of: Any, needs: Any) -> None:
    _case, done = submitted_one(cast)
    paper = client_of(cast.owner).get(f"/assessments/{done.pk}/print/")
    assert paper.content.startswith(b"%PDF-")


def test_a_stranger_finds_no_page_and_a_secretary_does_not_fill(
    cast: Any, client_of: Any, needs: Any
) -> None:
    case, done = submitted_one(cast)
    stranger = client_of(cast.stranger)
    for path in ("", "changes/", "print/", "fill/", "check/", "discard/"):
        assert stranger.get(f"/assessments/{done.pk}/{path}").status_code == 404
    assert stranger.get(f"/cases/{case.pk}/assessments/").status_code == 404
    secretary = client_of(cast.secretary)
    assert secretary.get(f"/cases/{case.pk}/assessments/needs/").status_code == 403


def test_a_draft_is_discarded_on_a_page_of_its_own(cast: Any, client_of: Any, needs: Any) -> None:
    case, people = cast.family()
    client = client_of(cast.owner)
    draft = begin(client, case, people[0])
    assert "Discard the draft?" in client.get(f"/assessments/{draft.pk}/discard/").content.decode()
    assert client.post(f"/assessments/{draft.pk}/discard/").status_code == 302
    assert not Assessment.objects.exists()


def test_a_programme_that_asks_its_intake_by_a_form_has_that_form_opened(
    cast: Any, client_of: Any, manager: Any
) -> None:
    case, people = cast.family()
    for person in people:
        cast.consent(person, cast.partner_org)
    client = client_of(cast.owner)
    assert client.get(f"/cases/{case.pk}/intake/").status_code == 200
    survey = [["type", "name", "label", "homeward::fact"], ["text", "wish", "Wishes", "wishes"]]
    with cast.as_app(manager):
        version = published(sheets.form(survey), by=manager, at=cast.now)
    FormUse.objects.create(
        programme=cast.programme, purpose="intake", form=version.form,
        valid_from=cast.now.date(), chosen_at=cast.now,
    )  # fmt: skip
    answer = client.get(f"/cases/{case.pk}/intake/")
    assert answer.headers["Location"] == f"/cases/{case.pk}/assessments/intake/"
    assert client.get(f"/cases/{case.pk}/intake/?facts").status_code == 200
    draft = begin(client, case, people[0], "intake")
    send(client, draft, 1, wish="To open a shop")
    client.post(f"/assessments/{draft.pk}/check/")
    case.refresh_from_db()
    assert case.stage == "departure"
    with cast.as_app(cast.owner):
        assert Fact.objects.filter(kind="wishes").count() == 1


def test_a_manager_says_which_form_is_asked(
    cast: Any, client_of: Any, needs: Any, manager: Any
) -> None:
    day = cast.now.date()
    client = client_of(manager)
    sent = {
        "programme": cast.programme.pk, "purpose": "follow_up", "form": needs.form.pk,
        "valid_from_day": day.day, "valid_from_month": day.month, "valid_from_year": day.year,
    }  # fmt: skip
    assert client.post("/assessments/forms/", sent).status_code == 302
    # Of another's programme, or of every programme, somebody else says it.
    other = cast.user("other", cast.stranger_org, Role.PROGRAMME_MANAGER)
    assert client_of(other).post("/assessments/forms/", sent).status_code == 409
    assert client.post("/assessments/forms/", {**sent, "programme": ""}).status_code == 409
    found = queries.form_for("follow_up", programme_id=cast.programme.pk, on=day)
    assert found == needs.form
    assert client_of(cast.owner).get("/assessments/forms/").status_code == 403


def test_an_occupation_is_offered_with_its_code(cast: Any, client_of: Any, manager: Any) -> None:
    group = OccupationGroup.objects.create(code="7531", uri="isco:7531", title="Tailors")
    Occupation.objects.create(
        uri="esco:tailor", code="7531.1", group=group, title="tailor",
        search=tsvector("tailor"),
    )  # fmt: skip
    case, people = cast.family()
    survey = [["type", "name", "label", "appearance"], ["text", "job", "Work", "occupation"]]
    with cast.as_app(manager):
        version = published(sheets.form(survey), by=manager, at=cast.now)
    FormUse.objects.create(
        purpose="needs", form=version.form, valid_from=cast.now.date(), chosen_at=cast.now
    )
    client = client_of(cast.owner)
    draft = begin(client, case, people[0])
    page = send(client, draft, 1, "check", job="tailor")
    assert "Which of these is meant?" in page.content.decode()
    send(client, draft, 1, "next", **{"job": "tailor", "job.pick": "7531.1 · tailor"})
    with cast.as_app(cast.owner):
        assert queries.answers(Assessment.objects.get()) == {"job": "7531.1 · tailor"}
    coded = client.get(f"/assessments/{draft.pk}/fill/").content.decode()
    assert "Which of these is meant?" not in coded


def test_a_file_is_kept_under_the_class_of_its_question(
    cast: Any, client_of: Any, manager: Any
) -> None:
    case, people = cast.family()
    survey = [["type", "name", "label", "homeward::class"], ["file", "paper", "Paper", "health"]]
    with cast.as_app(manager):
        version = published(sheets.form(survey), by=manager, at=cast.now)
    FormUse.objects.create(
        purpose="needs", form=version.form, valid_from=cast.now.date(), chosen_at=cast.now
    )
    client = client_of(cast.owner)
    draft = begin(client, case, people[0])
    send(client, draft, 1, "check", paper=SimpleUploadedFile("note.txt", b"Asthma"))
    stored = StoredFile.objects.get()
    assert stored.data_class == DataClass.HEALTH
    taken = client.get(f"/assessments/{draft.pk}/files/{stored.pk}/")
    assert taken.content == b"Asthma"
    assert "note.txt" in client.get(f"/assessments/{draft.pk}/fill/").content.decode()
    # A page without a new file leaves the one that was given.
    send(client, draft, 1, "next")
    with cast.as_app(cast.owner):
        assert queries.answers(Assessment.objects.get()) == {"paper": str(stored.pk)}
    bad = send(client, draft, 1, "check", paper=SimpleUploadedFile("x.html", b"<html>"))
    assert bad.status_code == 422
