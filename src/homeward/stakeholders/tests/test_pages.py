"""The stakeholder map on its pages."""

from collections.abc import Callable
from datetime import date
from typing import Any

import pytest
from django.db import IntegrityError, transaction

from homeward.access.choices import Role
from homeward.access.models import User
from homeward.actors import actions as actors
from homeward.actors.models import Actor, ActorName
from homeward.agreements.models import ContactPoint
from homeward.conftest import Cast
from homeward.places.models import Area, Country
from homeward.programmes.models import Participation, Presence, Sector, TargetGroup
from homeward.stakeholders.models import (
    ActorContact,
    ActorMerge,
    Objective,
    Partnership,
    Responsibility,
    Specialist,
)


@pytest.fixture
def manager(cast: Cast) -> User:
    return cast.user("manager", cast.host, Role.PROGRAMME_MANAGER)


@pytest.fixture
def area(cast: Cast) -> Area:
    return Area.objects.create(
        country=Country.objects.get(pk="GH"),
        pcode="XY01",
        name="North Land",
        latitude=9,
        longitude=-1,
    )


def actor(name: str, **fields: Any) -> Actor:
    made = Actor.objects.create(**{"name": name, "country_id": "GH", **fields})
    actors.add_names(made, [name])
    return made


def presence(who: Actor, key: str, area: Area | None = None) -> Presence:
    return Presence.objects.create(
        actor=who, country_id="GH", area=area, source="3w:test", source_key=key,
        sector=Sector.objects.get(vocabulary="clusters", code="HEA"), starts_on=date(2025, 8, 1),
    )  # fmt: skip


def test_the_register_narrows_by_each_filter(
    manager: User, area: Area, client_of: Callable
) -> None:
    here = actor("Health for All", kind="national_ngo", level="national")
    presence(here, "1", area)
    actor("City of Somewhere", kind="local_government", level="local", country_id="BE")
    client = client_of(manager)
    for query in (
        "q=health",
        "q=HEALTH+for",
        "country=GH",
        "level=national",
        "kind=national_ngo",
        "need=health",
    ):
        text = client.get(f"/actors/?{query}").content.decode()
        assert "Health for All" in text, query
        assert "City of Somewhere" not in text, query
    assert "No actor found" in client.get("/actors/?q=zzz").content.decode()
    assert client.get("/actors/?kind=none&page=99&country=zz").status_code == 200


def test_the_register_finds_other_ways_of_writing(manager: User, client_of: Callable) -> None:
    made = actor("Migration Agency")
    actors.add_names(made, ["Agence des migrations"], country="GH")
    assert "Migration Agency" in client_of(manager).get("/actors/?q=agence").content.decode()


def test_the_map_counts_actors_by_area_and_says_what_has_none(
    manager: User, area: Area, client_of: Callable
) -> None:
    one, other = actor("One"), actor("Other")
    presence(one, "1", area)
    presence(one, "2", area)
    presence(other, "3", area)
    presence(other, "4")
    text = client_of(manager).get("/actors/map/?country=GH&need=health").content.decode()
    assert "North Land" in text
    assert "XY01" in text
    assert "1 actor without a known area" in text
    nobody = client_of(manager).get("/actors/map/?country=BE").content.decode()
    assert "Nobody is known to work here" in nobody


def test_the_page_of_an_actor_joins_what_is_known(
    manager: User, cast: Cast, area: Area, client_of: Callable
) -> None:
    who = actors.ensure(cast.partner_org)
    presence(who, "1", area)
    Participation.objects.create(programme=cast.programme, actor=who, role="implementing")
    agreement = cast.agree(cast.host, cast.partner_org)
    ContactPoint.objects.create(
        agreement=agreement, organisation=cast.partner_org, name="Front office", about="Referrals",
        email="front@example.org",
    )  # fmt: skip
    text = client_of(manager).get(f"/actors/{who.pk}/").content.decode()
    for words in (
        "Ways home",
        "Carries it out",
        "Health",
        "Front office",
        "Ask how much it can carry",
    ):
        assert words in text
    assert (
        "Front office" in client_of(manager).get("/actors/contacts/?q=referrals").content.decode()
    )


def test_an_actor_is_added_once(manager: User, client_of: Callable) -> None:
    client = client_of(manager)
    posted = {
        "name": "Returnees' Union",
        "country": "GH",
        "level": "local",
        "kind": "civil_society",
    }
    client.post("/actors/new/", posted)
    made = Actor.objects.get(name="Returnees' Union")
    page = client.post("/actors/new/", {**posted, "name": "RETURNEES UNION"})
    assert page.status_code == 409
    assert "RETURNEES UNION" in page.content.decode()
    client.post(f"/actors/{made.pk}/change/", {**posted, "name": "Union of Returnees"})
    assert set(made.names.values_list("text", flat=True)) == {
        "Returnees' Union",
        "Union of Returnees",
    }


def test_a_contact_point_needs_a_way_and_is_confirmed(manager: User, client_of: Callable) -> None:
    who, client = actor("One"), client_of(manager)
    at = f"/actors/{who.pk}/contacts/"
    page = client.post(at, {"contact-name": "Office", "contact-about": "Everything"})
    assert page.status_code == 409
    assert "Everything" in page.content.decode()
    client.post(at, {"contact-name": "Office", "contact-about": "Everything", "contact-phone": "1"})
    contact = ActorContact.objects.get()
    ActorContact.objects.update(confirmed_on=date(2020, 1, 1))
    client.post(f"/actors/contacts/{contact.pk}/confirm/")
    contact.refresh_from_db()
    assert contact.confirmed_on > date(2020, 1, 1)
    client.post(f"/actors/contacts/{contact.pk}/remove/")
    assert not ActorContact.objects.exists()


def partnership(client: Any, *names: str, **fields: str) -> Any:
    posted = {
        "title": "Twin cities", "kind": "cities", "level": "local", "status": "active",
        "actors": "\n".join(names), **fields,
    }  # fmt: skip
    return client.post("/actors/partnerships/new/", posted, follow=True)


def test_partnerships_weigh_on_their_actors(manager: User, client_of: Callable) -> None:
    one, client = actor("City One"), client_of(manager)
    actor("City Two")
    text = partnership(client, "City One", "City Nine").content.decode()
    assert "is called: City Nine" in text
    assert partnership(client, "City One").status_code == 409
    partnership(client, "City One", "City Two", title="First")
    partnership(client, "City One", "City Two", title="Second", kind="network")
    text = client.get("/actors/partnerships/?kind=cities").content.decode()
    assert "First" in text
    assert "Second" not in text
    client.post(f"/actors/{one.pk}/load/", {"capacity-partnerships": "1"})
    assert "Carries more than it can" in client.get("/actors/").content.decode()
    second = Partnership.objects.get(title="Second")
    client.post(
        f"/actors/partnerships/{second.pk}/change/",
        {
            "title": "Second",
            "kind": "network",
            "level": "local",
            "status": "ended",
            "actors": "City One\nCity Two",
        },
    )
    text = client.get(f"/actors/{one.pk}/").content.decode()
    assert "Within what it said" in text
    assert "1 of 1 partnerships" in text


def test_a_priority_partner_is_ones_own(manager: User, cast: Cast, client_of: Callable) -> None:
    who, client = actor("One"), client_of(manager)
    client.post(f"/actors/{who.pk}/priority/", {"priority-why": "They are near."})
    assert "One" in client.get("/actors/?first=1").content.decode()
    other = cast.user("other", cast.stranger_org, Role.PROGRAMME_MANAGER)
    assert "No actor found" in client_of(other).get("/actors/?first=1").content.decode()
    client.post(f"/actors/{who.pk}/priority/", {"back": "1"})
    assert "No actor found" in client.get("/actors/?first=1").content.decode()


def test_the_matrix_has_one_who_answers(manager: User, cast: Cast, client_of: Callable) -> None:
    actor("One")
    actor("Two")
    client = client_of(manager)
    page = client.post("/actors/responsibilities/new/", {"title": "Meet at the airport"})
    assert page.status_code == 409
    client.post(
        "/actors/responsibilities/new/",
        {"title": "Meet at the airport", "programme": cast.programme.pk},
    )
    task = Objective.objects.get()
    at = f"/actors/responsibilities/{task.pk}/part/"
    assert "Nobody answers for it" in client.get("/actors/responsibilities/").content.decode()
    client.post(at, {"part-actor": "One", "part-part": "A"})
    page = client.post(at, {"part-actor": "Two", "part-part": "A"})
    assert page.status_code == 409
    assert "One actor answers for a task" in page.content.decode()
    client.post(at, {"part-actor": "Two", "part-part": "R"})
    text = client.get(f"/actors/responsibilities/?programme={cast.programme.pk}").content.decode()
    assert "Nobody answers for it" not in text
    assert "Does the work" in text
    client.post(at, {"part-actor": "Two", "part-part": "-"})
    assert Responsibility.objects.count() == 1
    client.post(f"/actors/responsibilities/{task.pk}/remove/")
    assert not Objective.objects.exists()


def test_the_database_holds_that_one_answers(manager: User, cast: Cast) -> None:
    task = Objective.objects.create(
        title="T", programme=cast.programme, recorded_by=manager, recorded_at=cast.now
    )
    Responsibility.objects.create(objective=task, actor=actor("One"), part="A")
    with pytest.raises(IntegrityError), transaction.atomic():
        Responsibility.objects.create(objective=task, actor=actor("Two"), part="A")


SPECIALIST = {
    "needs": ["psychosocial"], "about": "Unaccompanied minors", "languages": ["fr", "tw"],
    "country": "GH", "areas": "XY01", "contact": "Office phone, Mondays",
}  # fmt: skip


def test_specialists_list_themselves_and_are_found(
    cast: Cast, area: Area, client_of: Callable
) -> None:
    minors = TargetGroup.objects.get_or_create(code="minors", defaults={"names": {"en": "Minors"}})[
        0
    ]
    partner, worker = client_of(cast.partner), client_of(cast.owner)
    page = partner.post("/actors/specialists/me/", {**SPECIALIST, "areas": "Atlantis"})
    assert page.status_code == 400
    assert "No area is called: Atlantis" in page.content.decode()
    partner.post("/actors/specialists/me/", {**SPECIALIST, "groups": [minors.pk]})
    for query in ("need=psychosocial", "language=tw", "country=GH", f"group={minors.pk}"):
        assert (
            "Unaccompanied minors" in worker.get(f"/actors/specialists/?{query}").content.decode()
        )
    for query in ("need=housing", "language=nl", "country=BE"):
        assert "No specialist found" in worker.get(f"/actors/specialists/?{query}").content.decode()
    assert Specialist.objects.get().user == cast.partner
    partner.post("/actors/specialists/me/leave/")
    assert not Specialist.objects.exists()


def test_who_has_left_or_is_no_longer_there_is_not_found(
    cast: Cast, area: Area, client_of: Callable
) -> None:
    client_of(cast.partner).post("/actors/specialists/me/", SPECIALIST)
    worker = client_of(cast.owner)
    Specialist.objects.update(available_until=date(2020, 1, 1))
    assert "Mondays" not in worker.get("/actors/specialists/").content.decode()
    Specialist.objects.update(available_until=None)
    User.objects.filter(pk=cast.partner.pk).update(is_active=False)
    assert "Mondays" not in worker.get("/actors/specialists/").content.decode()


def test_two_names_are_one_and_two_again(manager: User, area: Area, client_of: Callable) -> None:
    dirty, kept = actor("Secour Populaire"), actor("Secours Populaire")
    row = presence(dirty, "1", area)
    client = client_of(manager)
    partnership(client, "Secour Populaire", "Secours Populaire", title="Both")
    at = f"/actors/{dirty.pk}/merge/"
    client.post(at, {"kept": "Secours Populaire", "why": "A slip of the pen"})
    row.refresh_from_db()
    assert row.actor == kept
    assert ActorName.objects.get(key="secour populaire", country=None).actor == kept
    assert "Secour Populaire</a>" not in client.get("/actors/").content.decode()
    assert "It was found to be" in client.get(f"/actors/{dirty.pk}/").content.decode()
    assert client.post(at, {"kept": "Secours Populaire", "why": "Again"}).status_code == 404
    merge = ActorMerge.objects.get()
    assert "A slip of the pen" in client.get(f"/actors/{kept.pk}/").content.decode()
    client.post(f"/actors/merges/{merge.pk}/undo/")
    row.refresh_from_db()
    dirty.refresh_from_db()
    assert row.actor == dirty
    assert dirty.merged_into is None
    assert ActorName.objects.get(key="secour populaire", country=None).actor == dirty
    assert Partnership.objects.get().members.count() == 2
    assert client.post(f"/actors/merges/{merge.pk}/undo/").status_code == 409


def test_two_organisations_that_work_here_are_never_one(
    manager: User, cast: Cast, client_of: Callable
) -> None:
    one, other = actors.ensure(cast.host), actors.ensure(cast.partner_org)
    page = client_of(manager).post(f"/actors/{one.pk}/merge/", {"kept": other.name, "why": "x"})
    assert page.status_code == 409
    assert not ActorMerge.objects.exists()


def test_a_merge_of_one_with_an_organisation_keeps_it(
    manager: User, cast: Cast, client_of: Callable
) -> None:
    one, listed = actors.ensure(cast.partner_org), actor("Reintegration NGO Ghana")
    client = client_of(manager)
    client.post(f"/actors/{one.pk}/merge/", {"kept": listed.name, "why": "The same"})
    listed.refresh_from_db()
    assert listed.organisation == cast.partner_org
    client.post(f"/actors/merges/{ActorMerge.objects.get().pk}/undo/")
    one.refresh_from_db()
    assert one.organisation == cast.partner_org


def test_case_workers_read_and_do_not_keep(cast: Cast, client_of: Callable) -> None:
    worker, who = client_of(cast.owner), actor("One")
    for path in (
        "",
        "map/",
        "contacts/",
        "partnerships/",
        "responsibilities/",
        "specialists/",
        f"{who.pk}/",
    ):
        assert worker.get(f"/actors/{path}").status_code == 200, path
    for path in (
        "new/",
        "partnerships/new/",
        "responsibilities/new/",
        f"{who.pk}/merge/",
        f"{who.pk}/change/",
    ):
        assert worker.get(f"/actors/{path}").status_code == 403, path
    assert worker.get("/actors/999999/").status_code == 404
