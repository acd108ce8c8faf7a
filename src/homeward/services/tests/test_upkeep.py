"""Entries written, proposed, published, asked about and put right."""

from collections.abc import Callable
from datetime import date, timedelta
from typing import Any

import pytest
from django.core.exceptions import PermissionDenied
from django.db import DatabaseError, connection, transaction
from django.urls import reverse
from django.utils import timezone

from homeward.access.choices import Role
from homeward.access.models import Organisation, User
from homeward.core.refusals import Refused
from homeward.core.tokens import hash_of
from homeward.messages.models import Message
from homeward.services import actions, queries
from homeward.services.choices import Fault, LinkAnswer, Listing, Status
from homeward.services.models import FaultReport, Location, OfficeLink, SavedSearch, Service
from homeward.services.rules import Alike, is_to_ask, may_be_the_same
from homeward.tasks.choices import TaskKind
from homeward.tasks.models import Task

SignIn = Callable[[User], Any]
TODAY = date(2026, 11, 25)
NOW = timezone.now
WORDS = {
    "language": "en",
    "name_en": "Welding course",
    "name_fr": "Cours de soudure",
    "description_en": "Two months.",
    "ineligibility_en": "Not under 18.",
    "category": "training",
    "groups": ["women", "returnees"],
    "languages": ["en", "tw"],
    "hours0_days": ["MO", "TU"],
    "hours0_opens": "08:00",
    "hours0_closes": "16:30",
    "papers_en": "Identity card\nPhoto",
    "papers_fr": "Carte d'identité\nPhoto",
    "cost0_option": "Registration",
    "cost0_amount": "20",
    "cost0_currency": "ghs",
    "phone0_number": "+233 30 111 1111",
    "places_total": "12",
    "places_free": "4",
}


@pytest.fixture
def manager(case_manager: User) -> User:
    """A programme manager of the same organisation as the case manager."""
    return User.objects.create_user(
        "manager@example.org",
        "correct horse battery",
        name="Mansa Manager",
        organisation=case_manager.organisation,
        roles=[Role.PROGRAMME_MANAGER],
    )


def _url(page: str, *args: Any) -> str:
    return reverse(f"services:{page}", args=args)


def _open_tasks(kind: TaskKind) -> list[Task]:
    return list(Task.objects.filter(kind=kind, done_at__isnull=True))


# Writing


def test_a_provider_writes_an_entry_in_three_languages(provider: User, client_of: SignIn) -> None:
    answer = client_of(provider).post(_url("new"), WORDS | {"publish": "1"})
    assert answer.status_code == 302
    service = Service.objects.get(name="Welding course")
    assert service.organisation == provider.organisation
    assert service.texts.get(language="fr").name == "Cours de soudure"
    assert (service.is_published, service.published_by) == (True, provider)
    assert service.last_confirmed_on == timezone.localdate()
    assert [paper.documents for paper in service.required_documents.all()] == [
        {"fr": "Carte d'identité"},
        {"fr": "Photo"},
    ]
    assert service.schedules.get().byday == ["MO", "TU"]
    assert service.cost_options.get().currency == "GHS"
    assert queries.search("soudure").get() == service


def test_what_was_written_comes_back_to_be_changed(provider: User, client_of: SignIn) -> None:
    client = client_of(provider)
    client.post(_url("new"), WORDS)
    service = Service.objects.get(name="Welding course")
    page = client.get(_url("edit", service.pk)).content.decode()
    for text in ("Cours de soudure", "Not under 18.", "08:00", "Registration", "+233 30 111 1111"):
        assert text in page
    changed = WORDS | {"name_en": "Welding, two months", "hours0_days": ["FR"]}
    assert client.post(_url("edit", service.pk), changed).status_code == 302
    service.refresh_from_db()
    assert service.name == "Welding, two months"
    assert service.schedules.get().byday == ["FR"]
    assert service.phones.count() == 1


@pytest.mark.parametrize(
    ("typed", "said"),
    [
        ({"name_en": ""}, "Give the name in this language."),
        ({"hours0_closes": ""}, "Give the hours from and until."),
        ({"hours0_days": []}, "Tick the days."),
        ({"cost0_currency": ""}, "Give the amount and its currency."),
        ({"minimum_age": "30", "maximum_age": "20"}, "This lies below"),
    ],
)
def test_half_a_line_is_refused_and_stays(
    provider: User, client_of: SignIn, typed: dict[str, Any], said: str
) -> None:
    answer = client_of(provider).post(_url("new"), WORDS | typed)
    assert answer.status_code == 422
    assert said in answer.content.decode()
    assert "Cours de soudure" in answer.content.decode()


def test_more_free_places_than_there_are_is_refused(provider: User, client_of: SignIn) -> None:
    answer = client_of(provider).post(_url("new"), WORDS | {"places_free": "13"})
    assert answer.status_code == 409
    assert not Service.objects.filter(name="Welding course").exists()


def test_an_entry_that_may_be_there_already_is_asked_about(
    course: Service, provider: User, client_of: SignIn
) -> None:
    typed = WORDS | {"name_en": "Electricians course"}
    answer = client_of(provider).post(_url("new"), typed)
    assert answer.status_code == 409
    assert "Is it one of these?" in answer.content.decode()
    assert client_of(provider).post(_url("new"), typed | {"not_the_same": "1"}).status_code == 302


def test_another_organisation_s_entry_can_t_be_changed(
    shelter: Service, provider: User, client_of: SignIn
) -> None:
    client = client_of(provider)
    assert client.post(_url("edit", shelter.pk), WORDS).status_code == 403
    for page in ("publish", "close", "end"):
        assert client.post(_url(page, shelter.pk)).status_code == 403


def test_a_programme_manager_keeps_the_entries_of_who_has_no_users(
    shelter: Service, course: Service, provider: User, manager: User
) -> None:
    assert queries.keeps(manager, shelter)
    assert not queries.keeps(manager, course)


@pytest.mark.parametrize("page", ["own", "new", "new_place"])
def test_who_keeps_nothing_does_not_write(case_manager: User, client_of: SignIn, page: str) -> None:
    assert client_of(case_manager).get(_url(page)).status_code == 403


def test_an_entry_is_closed_opened_and_ended(
    course: Service, provider: User, client_of: SignIn
) -> None:
    client = client_of(provider)
    client.post(_url("publish", course.pk), {"on": "1"})
    client.post(_url("close", course.pk), {"to": "close"})
    course.refresh_from_db()
    assert (course.status, course.is_published) == (Status.TEMPORARILY_CLOSED, True)
    client.post(_url("close", course.pk), {"to": "reopen"})
    assert "Referrals that are on their way" in client.get(_url("end", course.pk)).content.decode()
    client.post(_url("end", course.pk))
    course.refresh_from_db()
    assert (course.status, course.is_published) == (Status.DEFUNCT, False)
    answer = client.post(_url("publish", course.pk), {"on": "1"})
    assert answer.status_code == 409


def test_a_place_is_written_once_and_shows_its_services(
    course: Service, provider: User, client_of: SignIn
) -> None:
    client = client_of(provider)
    typed = {
        "name": "Oak Gate",
        "name_ar": "بوابة البلوط",
        "kind": "physical",
        "hub": "job_centre",
        "country": "GH",
        "area": "Ashanti",
        "city": "Kumasi",
        "access": ["step_free"],
        "hours0_days": ["MO"],
        "hours0_opens": "08:00",
        "hours0_closes": "12:00",
        "phone": "+233 30 222 2222",
    }
    assert client.post(_url("new_place"), typed).status_code == 302
    place = Location.objects.get(name="Oak Gate")
    assert place.area is not None
    assert place.area.name == "Ashanti"
    client.post(_url("new"), WORDS | {"places": [str(place.pk)]})
    page = client.get(_url("hub", place.pk)).content.decode()
    assert "Welding course" in page
    assert "+233 30 222 2222" in page
    assert queries.find(queries.Asked(access=("step_free",)), at=NOW()).total == 1
    assert client.post(_url("edit_place", place.pk), typed | {"latitude": "95"}).status_code == 422


def test_a_confidential_hub_has_no_page(
    shelter: Service, provider: User, client_of: SignIn
) -> None:
    Location.objects.filter(name="Quiet House").update(hub="reception_centre")
    place = Location.objects.get(name="Quiet House")
    client = client_of(provider)
    assert client.get(_url("hub", place.pk)).status_code == 404
    assert "Quiet House" not in client.get(_url("hubs")).content.decode()


# Proposing


def test_a_proposal_waits_for_who_keeps_the_entry(
    course: Service, provider: User, case_manager: User, client_of: SignIn
) -> None:
    typed = WORDS | {"organisation": str(course.organisation_id)}
    assert client_of(case_manager).post(_url("propose"), typed).status_code == 302
    proposed = Service.objects.get(name="Welding course")
    assert proposed.listing == Listing.PROPOSED
    assert not queries.search("welding").exists()
    [task] = _open_tasks(TaskKind.DECIDE_SERVICE)
    assert (task.holder_org, task.waiter_org) == (course.organisation, case_manager.organisation)
    assert task.due_on is not None
    keeper = client_of(provider)
    assert "Take it into the directory" in keeper.get(_url("decide", proposed.pk)).content.decode()
    assert keeper.post(_url("decide", proposed.pk), {"take": "1"}).status_code == 302
    assert queries.search("welding").get() == proposed
    assert _open_tasks(TaskKind.DECIDE_SERVICE) == []
    assert keeper.post(_url("decide", proposed.pk), {"take": "1"}).status_code == 409


def test_a_proposal_that_is_left_out_is_found_by_nobody(
    course: Service, provider: User, case_manager: User, client_of: SignIn
) -> None:
    typed = WORDS | {"organisation": str(course.organisation_id)}
    client_of(case_manager).post(_url("propose"), typed)
    proposed = Service.objects.get(name="Welding course")
    client_of(provider).post(_url("decide", proposed.pk), {"leave": "1"})
    assert not queries.search("welding").exists()


def test_a_proposal_is_no_one_else_s_to_read(
    course: Service, provider: User, case_manager: User, evaluator: User, client_of: SignIn
) -> None:
    typed = WORDS | {"organisation": str(course.organisation_id)}
    client_of(case_manager).post(_url("propose"), typed)
    proposed = Service.objects.get(name="Welding course")
    assert client_of(evaluator).get(_url("detail", proposed.pk)).status_code == 404
    assert client_of(case_manager).get(_url("detail", proposed.pk)).status_code == 200


# Faults


def test_a_fault_waits_for_who_keeps_the_entry_and_is_answered_once(
    course: Service, provider: User, evaluator: User, client_of: SignIn
) -> None:
    client = client_of(evaluator)
    assert client.post(_url("wrong", course.pk), {"text": "?"}).status_code == 422
    client.post(_url("wrong", course.pk), {"fault": "phone", "text": "It rings and rings."})
    [task] = _open_tasks(TaskKind.MEND_SERVICE)
    assert task.holder_org == course.organisation
    report = FaultReport.objects.get()
    assert client.get(_url("fault", report.pk)).status_code == 403
    keeper = client_of(provider)
    assert "It rings and rings." in keeper.get(_url("fault", report.pk)).content.decode()
    assert keeper.post(_url("fault", report.pk), {"answer": "New number."}).status_code == 302
    assert _open_tasks(TaskKind.MEND_SERVICE) == []
    assert keeper.post(_url("fault", report.pk), {"answer": "Again."}).status_code == 409


def test_a_visitor_s_report_has_a_holder_too(shelter: Service, manager: User) -> None:
    """The clinic has no users: a programme manager's organisation holds it."""
    actions.tell(shelter, Fault.CONFIDENTIAL, "", by=None, at=NOW())
    [task] = _open_tasks(TaskKind.MEND_SERVICE)
    assert task.holder_org == manager.organisation


# Asking


@pytest.mark.parametrize(
    ("confirmed", "asked", "expected"),
    [
        (None, None, True),
        (TODAY - timedelta(days=90), None, True),
        (TODAY - timedelta(days=89), None, False),
        (TODAY - timedelta(days=200), TODAY - timedelta(days=13), False),
        (TODAY - timedelta(days=200), TODAY - timedelta(days=14), True),
    ],
)
def test_old_entries_are_asked_about_once_in_a_while(
    confirmed: date | None, asked: date | None, expected: bool
) -> None:
    assert is_to_ask(last_confirmed_on=confirmed, asked_on=asked, days=90, today=TODAY) == expected


def test_users_get_a_wait_and_offices_a_link(
    course: Service, shelter: Service, provider: User
) -> None:
    Organisation.objects.filter(pk=shelter.organisation_id).update(email="clinic@example.org")
    told = actions.ask_all(at=NOW())
    assert (told.waits, told.links, told.unreachable) == (1, 1, 0)
    [task] = _open_tasks(TaskKind.CONFIRM_SERVICE)
    assert (task.subject_id, task.holder_org) == (course.pk, course.organisation)
    assert OfficeLink.objects.get().services.get() == shelter
    assert Message.objects.get().to == "clinic@example.org"
    # The next morning nobody is asked again.
    again = actions.ask_all(at=NOW() + timedelta(days=1))
    assert (again.links, len(_open_tasks(TaskKind.CONFIRM_SERVICE))) == (0, 1)


def test_who_has_neither_users_nor_an_address_is_counted(course: Service) -> None:
    told = actions.ask_all(at=NOW())
    # The course's centre has no users here, and the clinic neither.
    assert told.unreachable == 2


def test_confirming_ends_the_wait(course: Service, provider: User, client_of: SignIn) -> None:
    actions.ask_all(at=NOW())
    client_of(provider).post(_url("confirm", course.pk), {"places": "2"})
    assert _open_tasks(TaskKind.CONFIRM_SERVICE) == []
    course.refresh_from_db()
    assert (course.places_told_on, course.places_free) == (timezone.localdate(), 2)


# The office's link


@pytest.fixture
def link(course: Service, case_manager: User) -> str:
    return actions.ask_office(course, by=case_manager, at=NOW()).rsplit("/", 2)[1]


def _answer(client: Any, token: str, service: Service, **typed: Any) -> Any:
    return client.post(_url("link", token), {"service": str(service.pk)} | typed)


def test_the_link_opens_without_an_account_and_keeps_only_its_hash(
    client: Any, course: Service, link: str
) -> None:
    page = client.get(_url("link", link)).content.decode()
    assert "Electrician course" in page
    assert "Still right: 3 places free" in page
    assert OfficeLink.objects.get().token_hash == hash_of(link)


def test_one_click_confirms(client: Any, course: Service, link: str) -> None:
    assert _answer(client, link, course, answer="right").status_code == 302
    course.refresh_from_db()
    assert (course.places_free, course.last_confirmed_by) == (3, "Oak Centre")
    assert course.last_confirmed_on == timezone.localdate()
    assert "all is answered" in client.get(_url("link", link)).content.decode()
    # The second click.
    assert _answer(client, link, course, answer="right").status_code == 409


def test_the_number_is_changed(client: Any, course: Service, link: str) -> None:
    answer = _answer(client, link, course, answer="changed", places="40")
    assert answer.status_code == 409
    assert "More places" in answer.content.decode()
    assert _answer(client, link, course, answer="changed", places="five").status_code == 422
    assert _answer(client, link, course, answer="changed", places="0").status_code == 302
    course.refresh_from_db()
    assert course.places_free == 0


def test_closed_for_now(client: Any, course: Service, link: str) -> None:
    _answer(client, link, course, answer="closed")
    course.refresh_from_db()
    assert course.status == Status.TEMPORARILY_CLOSED


def test_the_wrong_office_ends_the_link_and_is_told(
    client: Any, course: Service, link: str, manager: User
) -> None:
    assert _answer(client, link, course, answer="wrong_receiver").status_code == 200
    assert client.get(_url("link", link)).status_code == 404
    assert FaultReport.objects.get().fault == Fault.PHONE
    assert len(_open_tasks(TaskKind.MEND_SERVICE)) == 1


def test_a_link_answers_for_its_own_entries_alone(
    client: Any, course: Service, shelter: Service, link: str
) -> None:
    assert _answer(client, link, shelter, answer="closed").status_code == 409
    shelter.refresh_from_db()
    assert shelter.status == Status.ACTIVE


def test_a_newer_link_ends_the_older(
    client: Any, course: Service, case_manager: User, link: str
) -> None:
    actions.ask_office(course, by=case_manager, at=NOW())
    assert client.get(_url("link", link)).status_code == 404


def test_a_link_ends_by_its_day(client: Any, course: Service, link: str) -> None:
    OfficeLink.objects.update(ends_at=NOW() - timedelta(minutes=1))
    assert client.get(_url("link", link)).status_code == 404
    assert client.get(_url("link", "guess")).status_code == 404


def test_a_stranger_without_the_verb_sends_no_link(course: Service, evaluator: User) -> None:
    with pytest.raises(PermissionDenied):
        actions.ask_office(course, by=evaluator, at=NOW())


def test_the_database_opens_no_other_wait(course: Service, as_app: Any) -> None:
    with (
        as_app(),
        pytest.raises(DatabaseError, match="no wait of the directory"),
        transaction.atomic(),
        connection.cursor() as cursor,
    ):
        cursor.execute("select services_end_wait('close_case', %s, now())", [course.pk])


# Searches


def test_a_search_is_kept_for_its_user_alone(
    course: Service, case_manager: User, evaluator: User, client_of: SignIn
) -> None:
    client = client_of(case_manager)
    kept = _url("keep_search") + "?category=training&nonsense=1"
    assert client.post(kept, {"name": "Courses"}).status_code == 302
    search = SavedSearch.objects.get()
    assert search.query == "category=training"
    assert "Courses" in client.get(_url("directory")).content.decode()
    client_of(evaluator).post(_url("forget_search", search.pk))
    assert SavedSearch.objects.exists()
    client.post(_url("forget_search", search.pk))
    assert not SavedSearch.objects.exists()


# What may be one entry


@pytest.mark.parametrize(
    ("one", "other", "expected"),
    [
        ((1, {7}, "Electrician course"), (1, {7}, "Course: electricians"), True),
        ((1, set(), "Electrician course"), (1, {7}, "Electrician course"), True),
        ((1, {7}, "Electrician course"), (1, {8}, "Electrician course"), False),
        ((1, {7}, "Health insurance"), (2, {7}, "Health insurance"), True),
        ((1, {7}, "Health insurance"), (2, {7}, "Health insurances"), False),
        ((1, {7}, "Electrician course"), (1, {7}, "Tailoring"), False),
        ((1, {7}, "دورة في الكهرباء"), (1, {7}, "دوره في كهرباء"), True),
    ],
)
def test_entries_that_may_be_one(one: Any, other: Any, expected: bool) -> None:
    first, second = (
        Alike(organisation=organisation, areas=frozenset(areas), names=(name,))
        for organisation, areas, name in (one, other)
    )
    assert may_be_the_same(first, second) == expected


def test_the_answers_of_a_link_are_all_offered(client: Any, course: Service, link: str) -> None:
    page = client.get(_url("link", link)).content.decode()
    for answer in LinkAnswer:
        assert f'value="{answer.value}"' in page


def test_a_refusal_names_its_reason(course: Service, provider: User) -> None:
    Service.objects.filter(pk=course.pk).update(listing=Listing.DRAFT)
    with pytest.raises(Refused):
        actions.publish(course, on_public_pages=True, by=provider, at=NOW())
