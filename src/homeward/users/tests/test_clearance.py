"""An organisation narrows what its own roles and users see, and never widens it."""

from typing import Any

from django.urls import reverse

from homeward.access.choices import DataClass, Role
from homeward.access.models import Narrowing
from homeward.persons.models import Contact
from homeward.users import queries


def test_what_is_taken_away_from_a_role_closes_and_comes_back(cast: Any, client_of: Any) -> None:
    officer = cast.user("dpo", cast.host, Role.DATA_PROTECTION_OFFICER)
    _case, people = cast.family()
    client = client_of(officer)
    assert "Return counsellor" in client.get(reverse("users:clearance")).content.decode()
    url = reverse("users:role_clearance", args=[Role.RETURN_COUNSELLOR])
    whole, _taken = queries.clearance_of(Role.RETURN_COUNSELLOR, officer)
    client.post(url, {"classes": [k.value for k in whole - {DataClass.CONTACT}]})
    assert Narrowing.objects.get().data_class == DataClass.CONTACT
    with cast.as_app(cast.owner):
        assert not Contact.objects.filter(person=people[0]).exists()
    client.post(url, {"classes": [k.value for k in whole]})
    with cast.as_app(cast.owner):
        assert Contact.objects.filter(person=people[0]).exists()


def test_one_colleague_sees_less_and_nobody_more(cast: Any, client_of: Any) -> None:
    officer = cast.user("dpo", cast.host, Role.DATA_PROTECTION_OFFICER)
    client = client_of(officer)
    url = reverse("users:user_clearance", args=[cast.owner.pk])
    assert client.get(url).status_code == 200
    # Protection is not the counsellor's: it can't be ticked.
    assert client.post(url, {"classes": [DataClass.PROTECTION.value]}).status_code == 422
    client.post(url, {"classes": [DataClass.IDENTITY.value]})
    assert "Taken away" in client.get(reverse("users:clearance")).content.decode()
    with cast.as_app(cast.owner):
        assert not Contact.objects.exists()


def test_others_neither_open_it_nor_reach_another_organisation(cast: Any, client_of: Any) -> None:
    officer = cast.user("dpo", cast.host, Role.DATA_PROTECTION_OFFICER)
    worker = client_of(cast.owner)
    assert worker.get(reverse("users:clearance")).status_code == 403
    other = reverse("users:user_clearance", args=[cast.partner.pk])
    assert client_of(officer).get(other).status_code == 404
    role = reverse("users:role_clearance", args=[Role.CASE_MANAGER])
    assert client_of(officer).get(role).status_code == 404
