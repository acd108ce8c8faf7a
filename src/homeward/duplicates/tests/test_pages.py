"""The queue and a pair side by side: who opens them, what they show, what a refusal keeps."""

from typing import Any

import pytest

from homeward.access.choices import Role
from homeward.duplicates.choices import Said, Status
from homeward.duplicates.models import Pair
from homeward.duplicates.tests.test_settling import say
from homeward.persons.models import Person


@pytest.fixture
def own(files: Any) -> Any:
    one, two = files.register(), files.register(given_name="Effua")
    files.raise_((one, two))
    return files, one, two, files.pair(one, two)


@pytest.fixture
def across(files: Any) -> Any:
    files.cast.agree(files.cast.host, files.cast.partner_org)
    one = files.register(contacts=[])
    two = files.register(files.cast.partner, given_name="Canary", family_name="Elsewhere")
    files.raise_((one, two))
    return files, one, two, files.pair(one, two)


def test_the_queue_and_the_pair_show_both_files_with_reasons(own: Any, client_of: Any) -> None:
    files, _one, _two, pair = own
    client = client_of(files.cast.owner)
    listed = client.get("/duplicates/").content.decode()
    assert "Efua Ansah" in listed
    assert "Effua Ansah" in listed
    shown = client.get(f"/duplicates/{pair.pk}/").content.decode()
    for text in ("Efua Ansah", "Effua Ansah", "same document", "times likelier", "<svg"):
        assert text in shown
    assert "100 %" not in shown


def test_a_refused_answer_keeps_what_was_typed(own: Any, client_of: Any) -> None:
    files, _one, two, pair = own
    client = client_of(files.cast.owner)
    url = f"/duplicates/{pair.pk}/"
    answer = {"said": "different", "why": "", "principal": str(two.pk)}
    refused = client.post(url, answer)
    assert refused.status_code == 409
    assert "Say why." in refused.content.decode()
    assert client.post(url, {"said": "nonsense"}).status_code == 422
    kept = client.post(url, {**answer, "said": "same"})
    assert kept.status_code == 302
    assert Pair.objects.get(pk=pair.pk).status == Status.MERGED
    late = client.post(url, {**answer, "why": "Two sisters."})
    assert late.status_code == 409
    assert "Two sisters." in late.content.decode() or "settled already" in late.content.decode()


def test_merged_files_are_taken_apart_on_a_page(own: Any, client_of: Any) -> None:
    files, _one, two, pair = own
    client = client_of(files.cast.owner)
    url = f"/duplicates/{pair.pk}/apart/"
    assert client.get(url).status_code == 404
    say(files, pair, Said.SAME, by=files.cast.owner)
    assert client.get(url).status_code == 200
    side = pair.sides.get(person=two)
    assert client.post(url, {"side": str(side.pk), "why": ""}).status_code == 409
    assert client.post(url, {"side": "", "why": "No."}).status_code == 422
    assert client.post(url, {"side": str(side.pk), "why": "Sisters."}).status_code == 302
    assert "Taken apart" in client.get("/duplicates/?show=settled").content.decode()


def test_the_case_names_the_other_file(own: Any, client_of: Any) -> None:
    files, one, two, pair = own
    say(files, pair, Said.SAME, by=files.cast.owner)
    with files.cast.as_app(files.cast.owner):
        from homeward.cases.models import Case  # noqa: PLC0415

        first, second = (Case.objects.get(household_id=p.household_id) for p in (one, two))
    client = client_of(files.cast.owner)
    page = client.get(f"/cases/{first.pk}/").content.decode()
    assert "Other files of the same person" in page
    assert second.reference in page
    found = client.get("/persons/?q=Ansah").content.decode()
    assert "1 person found" in found
    assert "1 other file of the same person" in found


def test_across_organisations_a_focal_point_reads_their_own_file_alone(
    across: Any, client_of: Any
) -> None:
    files, _one, _two, pair = across
    for page in ("/duplicates/", f"/duplicates/{pair.pk}/"):
        text = client_of(files.focal).get(page).content.decode()
        assert "Efua Ansah" in text
        assert "Reintegration NGO" in text
        assert "Canary" not in text
        assert "Elsewhere" not in text
    answered = client_of(files.focal).post(f"/duplicates/{pair.pk}/", {"said": "same"})
    assert answered.status_code == 302
    assert "The other side answers" in client_of(files.focal).get("/duplicates/").content.decode()
    for worker in (files.cast.owner, files.cast.partner, files.cast.stranger):
        assert client_of(worker).get(f"/duplicates/{pair.pk}/").status_code == 404
    advised = files.cast.user("adviser", files.cast.host, Role.EMPLOYMENT_ADVISER)
    assert client_of(advised).get("/duplicates/").status_code == 403


REGISTERED = {
    "member": "0", "m0-role": "head", "m0-given_name": "Ephua", "m0-family_name": "Annsah",
    "m0-sex": "female", "m0-birth_known": "year", "m0-birth_year": "1991",
    "m0-document_kind": "passport", "m0-document_number": "g1234567",
    "m0-document_country": "GH", "destination": "Ashaiman", "kind": "", "do": "save",
}  # fmt: skip


def register(files: Any, client: Any, **changed: str) -> Any:
    from homeward.programmes.models import Corridor  # noqa: PLC0415

    corridor = Corridor.objects.get(programme=files.cast.programme)
    return client.post(
        "/persons/register/", {**REGISTERED, "corridor": str(corridor.pk), **changed}
    )


def test_registering_asks_first_with_reasons_in_words(files: Any, client_of: Any) -> None:
    one = files.register()
    client = client_of(files.cast.owner)
    asked = register(files, client)
    text = asked.content.decode()
    assert asked.status_code == 200
    assert "Is it one of these?" in text
    for why in ("same document", "same year of birth"):
        assert why in text
    assert Person.objects.filter(owner_org=files.cast.host).count() == 1
    assert register(files, client, seen=str(one.pk)).status_code == 302


def test_registering_tells_nothing_of_files_of_others(files: Any, client_of: Any) -> None:
    """The same answer whether another organisation holds such a file or nobody does."""
    files.cast.agree(files.cast.host, files.cast.partner_org)
    files.register(files.cast.partner)
    answer = register(files, client_of(files.cast.owner))
    assert answer.status_code == 302
    assert Person.objects.filter(owner_org=files.cast.host).count() == 1


def test_a_number_finds_its_bearer(files: Any, client_of: Any) -> None:
    files.register()
    for q in ("g 1234567", "0200000000", "00233 200 000 000"):
        page = client_of(files.cast.owner).get("/persons/", {"q": q}).content.decode()
        assert "Efua Ansah" in page, q
    page = client_of(files.cast.stranger).get("/persons/", {"q": "g1234567"}).content.decode()
    assert "Efua Ansah" not in page
