from datetime import timedelta

from django.utils import timezone

from homeward.counselling.models import GroupSession, Session


def moment(cast, *, minutes: int = 5) -> dict[str, object]:
    at = timezone.localtime(timezone.now() + timedelta(minutes=minutes))
    return {"on_day": at.day, "on_month": at.month, "on_year": at.year, "at": f"{at:%H:%M}"}


def planned(cast, people, **more) -> dict[str, object]:
    return {
        "kind": "home_visit", "location": "home", "place": "Ashaiman", "led_by": cast.owner.pk,
        "people": [str(person.pk) for person in people], **moment(cast), **more,
    }  # fmt: skip


def test_a_session_is_planned_recorded_and_stands_in_the_list(cast, client_of) -> None:
    case, people = cast.family()
    client = client_of(cast.owner)
    text = client.get(f"/cases/{case.pk}/sessions/").content.decode()
    assert "No session is planned" in text
    answer = client.post(
        f"/cases/{case.pk}/sessions/new/", planned(cast, people, **moment(cast)), follow=True
    )
    session = Session.objects.get()
    assert f"/sessions/{session.pk}/" in answer.request["PATH_INFO"]
    given = {"minutes": 40, "came": [str(people[0].pk)], "content": "The roof", "next_step": ""}
    # On the day itself, whatever the hour.
    Session.objects.update(planned_at=timezone.now())
    answer = client.post(f"/sessions/{session.pk}/record/", given, follow=True)
    text = answer.content.decode()
    assert "40 minutes" in text
    assert "Held" in text


def test_what_was_typed_stays_when_something_is_missing(cast, client_of) -> None:
    case, people = cast.family()
    given = planned(cast, people, place="By the lagoon", on_day="")
    answer = client_of(cast.owner).post(f"/cases/{case.pk}/sessions/new/", given)
    assert answer.status_code == 422
    assert "By the lagoon" in answer.content.decode()


def test_missing_and_moving_from_the_page(cast, client_of) -> None:
    case, people = cast.family()
    client = client_of(cast.owner)
    client.post(f"/cases/{case.pk}/sessions/new/", planned(cast, people))
    session = Session.objects.get()
    path = f"/sessions/{session.pk}"
    assert client.post(f"{path}/postpone/", moment(cast, minutes=60 * 24)).status_code == 302
    answer = client.post(f"{path}/miss/", {"state": "no_show", "why": ""})
    assert answer.status_code == 422
    client.post(f"{path}/miss/", {"state": "cancelled", "why": "ill"})
    session.refresh_from_db()
    assert (session.state, session.why) == ("cancelled", "ill")


def test_my_sessions_by_day_and_on_paper(cast, client_of) -> None:
    case, people = cast.family()
    client = client_of(cast.owner)
    client.post(f"/cases/{case.pk}/sessions/new/", planned(cast, people))
    text = client.get("/sessions/").content.decode()
    assert "Home visit" in text
    assert "Ansah family" in text
    paper = client.get("/sessions/print/")
    assert paper.status_code == 200
    assert paper.content[:5] == b"%PDF-"
    assert "No session here" in client_of(cast.stranger).get("/sessions/").content.decode()


def test_a_group_from_its_planning_to_its_end(cast, client_of) -> None:
    case, _people = cast.family()
    client = client_of(cast.owner)
    given = {
        "title": "First weeks", "kind": "orientation", "location": "centre", "place": "Hall",
        "led_by": cast.owner.pk, **moment(cast),
    }  # fmt: skip
    client.post("/sessions/groups/new/", given)
    group = GroupSession.objects.get()
    path = f"/sessions/groups/{group.pk}/"
    assert case.reference in client.get(path, {"text": case.reference[:6]}).content.decode()
    client.post(f"{path}invite/", {"case": str(case.pk)})
    assert client.get(f"/sessions/{group.pk}/")["Location"] == path
    assert client.post(f"{path}invite/", {"case": "x"}).status_code == 404
    GroupSession.objects.update(planned_at=timezone.now())
    answer = client.post(
        f"{path}record/", {"minutes": 90, "came": [str(Session.objects.get().pk)]}, follow=True
    )
    assert "Held" in answer.content.decode()


def test_outside_of_the_case_its_sessions_are_not_there(cast, client_of) -> None:
    case, people = cast.family()
    client_of(cast.owner).post(f"/cases/{case.pk}/sessions/new/", planned(cast, people))
    session = Session.objects.get()
    client = client_of(cast.stranger)
    for path in (f"/cases/{case.pk}/sessions/", f"/sessions/{session.pk}/"):
        assert client.get(path).status_code == 404
    assert client.post(f"/sessions/{session.pk}/record/", {}).status_code == 404
