from typing import Any

import pytest
from django.urls import reverse

from homeward.access.choices import Role
from homeward.seals.models import Seal


@pytest.fixture
def focal(cast: Any) -> Any:
    return cast.user("focal", cast.host, Role.PROTECTION_FOCAL_POINT)


def test_a_focal_point_seals_from_the_case(cast: Any, client_of: Any, focal: Any) -> None:
    case, people = cast.family()
    client = client_of(focal)
    url = reverse("seals:seal", args=[case.pk])
    assert url in client.get(reverse("desk:case", args=[case.pk])).text
    assert "Yaw Ansah" in client.get(url).text
    typed = {"people": [str(p.pk) for p in people], "team": [str(cast.owner.pk)], "why": ""}
    refused = client.post(url, typed)
    assert refused.status_code == 422
    assert not Seal.objects.exists()
    assert client.post(url, typed | {"why": "Threats"}).status_code == 302
    page = client.get(url).text
    assert "Threats" in page
    assert str(cast.owner) in page
    assert client_of(cast.owner).get(url).status_code == 200


def test_the_team_is_changed_and_the_seal_lifted_by_two(sealed: Any, client_of: Any) -> None:
    url = reverse("seals:seal", args=[sealed.case.pk])
    first, second = client_of(sealed.focal), client_of(sealed.deputy)
    assert first.post(f"{url}add/", {"user": ""}).status_code == 422
    assert first.post(f"{url}add/", {"user": sealed.colleague.pk}).status_code == 302
    assert client_of(sealed.colleague).get(url).status_code == 200
    assert "closes" in first.get(f"{url}remove/{sealed.colleague.pk}/").text
    assert first.post(f"{url}remove/{sealed.colleague.pk}/").status_code == 302
    assert client_of(sealed.colleague).get(url).status_code == 404
    assert first.post(f"{url}ask/", {"why": ""}).status_code == 422
    assert first.post(f"{url}ask/", {"why": "The recruiters are in prison"}).status_code == 302
    assert first.post(f"{url}lift/").status_code == 409
    page = second.get(url).text
    assert "The recruiters are in prison" in page
    assert "Say whether the seal is lifted" in second.get("/").text
    assert second.post(f"{url}keep/").status_code == 302
    assert second.post(f"{url}lift/").status_code == 409
    assert second.post(f"{url}ask/", {"why": "They are"}).status_code == 302
    assert first.post(f"{url}lift/").status_code == 302
    assert client_of(sealed.colleague).get(url).status_code == 404
    assert not Seal.objects.filter(lifted_at__isnull=True).exists()


def test_others_may_not(sealed: Any, client_of: Any) -> None:
    url = reverse("seals:seal", args=[sealed.case.pk])
    colleague = client_of(sealed.colleague)
    assert colleague.get(url).status_code == 404
    assert colleague.post(f"{url}add/").status_code == 403
    assert colleague.post(f"{url}lift/").status_code == 404
    assert client_of(sealed.cast.stranger).get(url).status_code == 404
    assert client_of(sealed.cast.finance).get(url).status_code == 403
