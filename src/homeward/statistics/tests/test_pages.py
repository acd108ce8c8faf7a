"""Pages of releases, the public ones too."""

from typing import Any

from django.urls import reverse

from homeward.conftest import Cast
from homeward.statistics.models import Release


def test_a_release_goes_from_the_form_to_the_public_page(
    cast: Cast, definition: Any, manager: Any, second: Any, client_of: Any, client: Any
) -> None:
    one, other = client_of(manager), client_of(second)
    asked = {"title": "Work", "codes": ["tests-share"], "cuts": ["sex"], "period": "all"}
    made = one.post(reverse("statistics:new"), asked)
    preview = one.get(made.url).text
    assert "rows are hidden" in preview
    pk = Release.objects.get().pk
    one.post(reverse("statistics:propose", args=[pk]))
    assert one.post(reverse("statistics:publish", args=[pk])).status_code == 409
    assert other.post(reverse("statistics:publish", args=[pk])).status_code == 302
    page = client.get(reverse("public:release", args=["en", pk]))
    assert page.status_code == 200
    assert "hidden" in page.text
    assert "Work" in client.get(reverse("public:releases", args=["fr"])).text
    for name in ("csv", "xlsx", "json"):
        assert client.get(reverse(f"public:release_{name}", args=["en", pk])).status_code == 200
    told = client.get(reverse("public:release_json", args=["en", pk])).json()
    hidden = [row for table in told["tables"] for row in table["rows"] if row["hidden"] == "all"]
    assert hidden
    assert all(row["count"] is row["value"] is None for row in hidden)


def test_what_was_typed_stays_where_nothing_is_chosen(
    cast: Cast, definition: Any, manager: Any, client_of: Any
) -> None:
    answer = client_of(manager).post(
        reverse("statistics:new"), {"title": "My title", "period": "all"}
    )
    assert answer.status_code == 409
    assert "My title" in answer.text


def test_a_draft_is_not_there_for_others(
    cast: Cast, draft: Any, client_of: Any, client: Any
) -> None:
    made = draft()
    assert (
        client_of(cast.partner).get(reverse("statistics:release", args=[made.pk])).status_code
        == 404
    )
    assert client.get(reverse("public:release", args=["en", made.pk])).status_code == 404


def test_withdrawing_asks_first_and_the_public_page_says_why(
    cast: Cast, published: Any, second: Any, client_of: Any, client: Any
) -> None:
    address = reverse("statistics:withdraw", args=[published.pk])
    signed_in = client_of(second)
    assert "counts as known" in signed_in.get(address).text
    assert signed_in.post(address, {"why": ""}).status_code == 409
    signed_in.post(address, {"why": "Counted twice"})
    assert "Counted twice" in client.get(reverse("public:release", args=["en", published.pk])).text


def test_the_regional_page_explains_what_is_missing(
    cast: Cast, manager: Any, client_of: Any
) -> None:
    page = client_of(manager).get(reverse("statistics:regional"))
    assert "Only this installation so far" in page.text


def test_lists_and_discarding(cast: Cast, draft: Any, manager: Any, client_of: Any) -> None:
    made = draft()
    signed_in = client_of(manager)
    assert made.title in signed_in.get(reverse("statistics:index")).text
    address = reverse("statistics:discard", args=[made.pk])
    assert signed_in.get(address).status_code == 200
    signed_in.post(address)
    assert not Release.objects.exists()
