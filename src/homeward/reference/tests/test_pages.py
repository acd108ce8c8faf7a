import json
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse

from homeward.places.models import Area, AreaBoundary, Town
from homeward.reference.tests.conftest import Ground

SQUARE = {"type": "Polygon", "coordinates": [[[-2, 6], [-1, 6], [-1, 7], [-2, 7], [-2, 6]]]}


def page(client: Any, name: str, *args: Any, **query: Any) -> str:
    answer = client.get(reverse(f"reference:{name}", args=args), query)
    assert answer.status_code == 200
    return str(answer.content.decode())


def upload(client: Any, area: Area, content: bytes, source: str = "Survey, 2020") -> Any:
    file = SimpleUploadedFile("area.geojson", content)
    return client.post(reverse("reference:draw", args=[area.pk]), {"file": file, "source": source})


def test_countries_areas_and_towns_are_found(client: Any, ground: Ground) -> None:
    client.force_login(ground.reader)
    assert reverse("reference:country", args=["GH"]) in page(client, "places")
    found = page(client, "places", q="kumas")
    assert "Kumasi" in found
    assert "Ashanti" in page(client, "places", q="gh02")
    assert "No place found" in page(client, "places", q="zzz")


def test_a_country_says_how_many_areas_no_map_can_show(client: Any, ground: Ground) -> None:
    client.force_login(ground.reader)
    html = page(client, "country", "gh")
    assert "1 area is not on the map" in html
    assert "Bantama" in page(client, "country", "GH", q="bantama")
    assert client.get(reverse("reference:country", args=["ZZ"])).status_code == 404


def test_a_manager_draws_a_boundary_and_takes_it_away(client: Any, ground: Ground) -> None:
    client.force_login(ground.manager)
    answer = upload(client, ground.region, json.dumps(SQUARE).encode())
    assert answer.status_code == 302
    assert AreaBoundary.objects.get().uploaded_by == "Planner, Return Counselling"
    html = page(client, "area", ground.region.pk)
    assert "Survey, 2020" in html
    assert "Kumasi" in html
    erasing = reverse("reference:erase", args=[ground.region.pk])
    assert "Remove the boundary of Ashanti?" in client.get(erasing).content.decode()
    assert AreaBoundary.objects.exists()
    assert client.post(erasing).status_code == 302
    assert not AreaBoundary.objects.exists()
    assert Town.objects.get().area is None


@pytest.mark.parametrize(
    ("content", "source", "status", "said"),
    [
        (b"no", "Survey", 409, "not GeoJSON"),
        (b"", "Survey", 422, "not GeoJSON"),
        (json.dumps(SQUARE).encode(), "", 422, "Say who published"),
    ],
)
def test_a_refused_boundary_says_why_and_keeps_what_was_typed(
    client: Any, ground: Ground, content: bytes, source: str, status: int, said: str
) -> None:
    client.force_login(ground.manager)
    answer = upload(client, ground.region, content, source)
    assert answer.status_code == status
    html = answer.content.decode()
    assert said in html
    assert f'value="{source}"' in html or not source
    assert not AreaBoundary.objects.exists()


def test_who_may_not_draw_reads_without_the_form(client: Any, ground: Ground) -> None:
    client.force_login(ground.reader)
    assert "multipart/form-data" not in page(client, "area", ground.region.pk)
    assert upload(client, ground.region, b"{}").status_code == 403
    assert client.post(reverse("reference:erase", args=[ground.region.pk])).status_code == 403


def test_a_returnee_has_no_such_pages(client: Any, ground: Ground, cast: Any) -> None:
    from homeward.access.choices import Role  # noqa: PLC0415

    _case, people = cast.family()
    returnee = cast.user("family", None, Role.RETURNEE)
    returnee.person_id = people[0].pk
    returnee.save(update_fields=["person_id"])
    client.force_login(returnee)
    for name in ("places", "occupations"):
        assert client.get(reverse(f"reference:{name}")).status_code == 403


def test_an_area_that_is_none_is_not_found(client: Any, ground: Ground) -> None:
    client.force_login(ground.manager)
    for name in ("area", "draw", "erase", "occupation", "skill"):
        answer = client.post(reverse(f"reference:{name}", args=[0]))
        assert answer.status_code == 404, name


def test_occupations_and_skills_lead_to_each_other(client: Any, ground: Ground) -> None:
    client.force_login(ground.reader)
    found = page(client, "occupations", q="woodman")
    one, other = ground.occupation, ground.skill
    assert reverse("reference:occupation", args=[one.pk]) in found
    assert reverse("reference:skill", args=[other.pk]) in page(client, "occupation", one.pk)
    assert reverse("reference:occupation", args=[one.pk]) in page(client, "skill", other.pk)
    assert "joiner" in page(client, "occupations", group="7")
    assert "No occupation found" in page(client, "occupations", q="zzz")
    assert "English" in found


def test_where_nothing_was_read_the_pages_say_what_brings_it(client: Any, cast: Any) -> None:
    client.force_login(cast.partner)
    assert "homeward import pcodes" in page(client, "places")
    assert "homeward import esco" in page(client, "occupations")
    assert "No area of this country" in page(client, "country", "GH")
