"""Pages of scenarios: the way from a question to a result, and whom they let in."""

from datetime import date

import pytest
from django.urls import reverse

from homeward.committees import subjects
from homeward.scenarios import actions, comparing, jobs, queries, results
from homeward.scenarios.choices import Change, Kind
from homeward.scenarios.models import Play, Reading, Scenario
from homeward.scenarios.rules.facts import Changed
from homeward.scenarios.tests.conftest import CLOSED

pytestmark = pytest.mark.django_db


def url(name: str, *args: object) -> str:
    return reverse(f"scenarios:{name}", args=args)


NEW = {
    "name": "Closure", "question": "Who waits?", "begins_on_day": "1", "begins_on_month": "1",
    "begins_on_year": "2026", "months": "6", "runs": "20", "seed": "3", "currency": "eur",
    "like": "",
}  # fmt: skip


def test_a_scenario_is_begun_and_says_what_lacks(cast, manager, client_of) -> None:
    client = client_of(manager)
    wrong = client.post(url("new"), {**NEW, "begins_on_day": "2", "programme": cast.programme.pk})
    assert wrong.status_code == 409
    assert 'value="Closure"' in wrong.content.decode()
    client.post(url("new"), {**NEW, "programme": cast.programme.pk})
    made = Scenario.objects.get()
    assert made.currency == "EUR"
    page = client.get(url("scenario", made.pk)).content.decode()
    assert "Still to be stated:" in page
    assert "kind=arrivals" in page


@pytest.mark.parametrize("kind", Kind.values)
def test_each_assumption_has_its_form(manager, assumed, client_of, kind) -> None:
    response = client_of(manager).get(url("assume", assumed.pk), {"kind": kind})
    assert response.status_code == 200
    assert 'name="why"' in response.content.decode()


@pytest.mark.parametrize("kind", Change.values)
def test_each_change_has_its_form(manager, assumed, client_of, kind) -> None:
    response = client_of(manager).get(url("change", assumed.pk), {"kind": kind})
    assert response.status_code == 200


def test_a_share_is_asked_in_percent_and_corrected_by_a_new_version(
    manager, assumed, client_of
) -> None:
    client = client_of(manager)
    asked = f"{url('assume', assumed.pk)}?kind=approved"
    assert 'value="90.0"' in client.get(asked).content.decode()
    said = {"value": "80", "stated_by": "Secretary", "why": "Last sessions"}
    assert client.post(asked, {**said, "why": ""}).status_code == 409
    client.post(asked, said)
    row = queries.assumptions(assumed).get(kind="approved")
    assert (row.value, row.version) == (0.8, 2)
    versions = client.get(url("versions", row.pk)).content.decode()
    assert "Stated by Secretary" in versions
    assert "Stated by Programme manager" in versions


def test_a_closure_and_a_cut_are_played_and_told_with_their_range(
    cast, manager, assumed, client_of
) -> None:
    client = client_of(manager)
    what = client.get(url("change", assumed.pk)).content.decode()
    assert "A service is closed" in what
    closure = {"subject": "training", "area": "Accra", "from_month": "3", "to_month": "6",
               "why": "Works"}  # fmt: skip
    client.post(f"{url('change', assumed.pk)}?kind=closure", closure)
    cut = {"subject": "", "from_month": "1", "to_month": "6", "percent": "50", "why": "Letter"}
    client.post(f"{url('change', assumed.pk)}?kind=money", cut)
    asked = client.post(url("ask", assumed.pk))
    waiting = client.get(asked["Location"]).content.decode()
    assert "Stop it" in waiting
    made = Play.objects.get()
    assert jobs.play(made.pk, manager)
    page = client.get(asked["Location"]).content.decode()
    for text in (
        "What helps most", "Days of waiting", "Money by donor", "Not met as it is",
        "nine of ten lie between", "Answer where the money comes from", "Without the changes",
        made.fingerprint,
    ):  # fmt: skip
        assert text in page
    assert client.post(url("ask", assumed.pk)).status_code == 302
    assert client.post(url("ask", assumed.pk)).status_code == 409


def test_a_play_is_stopped_from_its_page(cast, manager, assumed, client_of) -> None:
    with cast.as_app(manager):
        made = actions.ask(assumed, by=manager, at=cast.now)
    client = client_of(manager)
    client.post(url("stop", made.pk))
    client.post(url("stop", made.pk))
    assert "It was stopped" in client.get(made.get_absolute_url()).content.decode()


def test_a_change_is_taken_away_on_a_page_of_its_own(cast, manager, assumed, client_of) -> None:
    with cast.as_app(manager):
        row = actions.change(assumed, CLOSED, why="Works", by=manager, at=cast.now)
    client = client_of(manager)
    assert "The next play is without it." in client.get(url("unchange", row.pk)).content.decode()
    client.post(url("unchange", row.pk))
    assert not queries.changes(assumed).exists()
    assert client.post(url("unchange", row.pk)).status_code == 404


def test_own_history_is_asked_for_read_and_taken_up(cast, manager, scenario, client_of) -> None:
    client = client_of(manager)
    days = {"since_day": "1", "since_month": "1", "since_year": "2025", "until_day": "31",
            "until_month": "12", "until_year": "2025"}  # fmt: skip
    client.post(url("history", scenario.pk), days)
    assert "It is being read" in client.get(url("history", scenario.pk)).content.decode()
    assert client.post(url("history", scenario.pk), days).status_code == 409
    jobs.read()
    assert "It bears nothing" in client.get(url("history", scenario.pk)).content.decode()
    Reading.objects.update(
        figures={
            "ways": {"BE-GH": 60}, "waiting": {}, "areas": {"Elsewhere": 60}, "single": [],
            "places": [], "series": {}, "spent": {},
        }
    )  # fmt: skip
    page = client.get(url("history", scenario.pk)).content.decode()
    assert "Assume all of it" in page
    client.post(url("take_up", scenario.pk))
    page = client.get(url("scenario", scenario.pk)).content.decode()
    assert "Own history: n = 60" in page
    assert "Elsewhere" in page


def test_nothing_read_is_nothing_to_take_up(manager, scenario, client_of) -> None:
    assert client_of(manager).post(url("take_up", scenario.pk)).status_code == 409


def test_what_happened_is_set_beside_what_was_played(cast, manager, played, client_of) -> None:
    months = [f"2026-0{n}-01" for n in range(1, 4)]
    Reading.objects.create(
        organisation=cast.host, programme=cast.programme, since=date(2026, 1, 1),
        until=date(2026, 4, 10), asked_at=cast.now, asked_by=manager, read_at=cast.now,
        figures={
            "ways": {}, "waiting": {}, "areas": {}, "single": [], "places": [],
            "series": {
                "arrivals": dict(zip(months, (31, 500, None), strict=True)), "decided": {},
                "granted": {}, "begun": {},
            },
            "spent": {},
        },
    )  # fmt: skip
    page = client_of(manager).get(played.get_absolute_url()).content.decode()
    assert "What happened since" in page
    assert "1 of 2 months" in page
    assert "too few to tell" in page


def test_whole_months_are_set_beside_their_band_also_where_each_month_is_of_few(
    cast, manager, played, client_of
) -> None:
    reading = Reading.objects.create(
        organisation=cast.host, programme=cast.programme, since=date(2026, 1, 1),
        until=date(2026, 3, 31), asked_at=cast.now, asked_by=manager, read_at=cast.now,
        figures={
            "ways": {}, "waiting": {}, "areas": {}, "places": [],
            "single": [
                {"kind": "to_decision", "subject": "", "of": "", "n": 12, "total": None,
                 "mean": 400.0, "deviation": None},
                {"kind": "donor", "subject": "Donor One", "of": "EUR", "n": 20, "total": 1.0,
                 "mean": None, "deviation": None},
            ],
            "series": {name: {} for name in ("arrivals", "decided", "granted", "begun")},
            "totals": {"arrivals": 150, "decided": 0, "granted": 500, "begun": None},
            "spent": {}, "spent_in_all": {},
        },
    )  # fmt: skip
    with cast.as_app(manager):
        seen = queries.observed_in_all(played.scenario, reading)
        assert seen is not None
        rows = comparing.beside(played.scenario, results.side(played), seen)
    told = {row.label: row.inside for row in rows}
    assert told == {
        "Returns": True, "Decided by the commission": False, "Packages granted": False,
        "Services begun": None, "Money granted": None,
        "Granted from Donor One": False, "Days from the return to the decision": False,
        "Days from the grant to a service": None,
    }  # fmt: skip
    page = client_of(manager).get(played.get_absolute_url()).content.decode()
    assert "Played, and what happened" in page
    assert "of too few people to tell" in page
    # Read to another day than a month's last, nothing is set beside whole months.
    reading.until = date(2026, 3, 30)
    assert queries.observed_in_all(played.scenario, reading) is None


def test_two_scenarios_stand_side_by_side_and_one_does_not(
    cast, manager, played, client_of
) -> None:
    with cast.as_app(manager):
        other = actions.make(
            actions.Given(**{**vars(_given(played)), "name": "Other"}), cast.programme,
            like=played.scenario, by=manager, at=cast.now,
        )  # fmt: skip
        more = Changed(kind="staff", from_month=1, to_month=6, number=2)
        actions.change(other, more, why="Budget", by=manager, at=cast.now)
        made = actions.ask(other, by=manager, at=cast.now)
        inputs = actions.begin(made.pk, by=manager)
        actions.keep(made.pk, actions.play_out(inputs), by=manager, at=cast.now)
    client = client_of(manager)
    both = f"?s={played.scenario_id}&s={other.pk}&s=nonsense"
    page = client.get(url("compare") + both).content.decode()
    assert "Staff time on cases, busiest month" in page
    assert "Needs met and not met" in page
    alone = client.get(url("compare") + f"?s={other.pk}").content.decode()
    assert "Choose two to four" in alone
    index = client.get(url("index"), {"programme": cast.programme.pk}).content.decode()
    assert "Compare those chosen" in index


def _given(played: Play) -> actions.Given:
    one = played.scenario
    return actions.Given(
        name=one.name, question=one.question, begins_on=one.begins_on, months=one.months,
        runs=one.runs, seed=one.seed, currency=one.currency,
    )  # fmt: skip


def test_others_read_what_is_shared_and_write_nothing_of_it(
    manager, reader, played, client_of
) -> None:
    stranger = client_of(reader)
    scenario = played.scenario
    for name, pk in (("scenario", scenario.pk), ("play", played.pk)):
        assert stranger.get(url(name, pk)).status_code == 404
    client_of(manager).post(url("share", scenario.pk))
    page = stranger.get(url("scenario", scenario.pk)).content.decode()
    assert "Add a change" not in page
    assert stranger.get(url("play", played.pk)).status_code == 200
    for name in ("assume", "change", "history", "share"):
        assert stranger.get(url(name, scenario.pk)).status_code == 404
    assert stranger.post(url("ask", scenario.pk)).status_code == 404
    assert stranger.post(url("stop", played.pk)).status_code == 404
    row = queries.changes(scenario).first()
    assert stranger.get(url("unchange", row.pk)).status_code == 404


def test_who_may_not_keep_them_reads_and_no_more(cast, scenario, client_of) -> None:
    client = client_of(cast.owner)
    assert client.get(url("index")).status_code == 200
    assert client.get(url("scenario", scenario.pk)).status_code == 200
    assert client.get(url("new")).status_code == 403
    assert client.get(url("assume", scenario.pk)).status_code == 403
    assert client.post(url("ask", scenario.pk)).status_code == 403
    assert client_of(cast.officer).get(url("index")).status_code == 403


def test_a_committee_can_decide_on_what_was_shared_and_on_nothing_else(
    cast, manager, reader, played
) -> None:
    key = str(played.scenario_id)
    with cast.as_app(manager):
        assert subjects.find("scenario", key, manager) is None
        actions.share(played.scenario, by=manager, at=cast.now)
    with cast.as_app(reader):
        found = subjects.find("scenario", key, reader)
        assert found is not None
        assert found.label == played.scenario.name
        shown = subjects.show("scenario", key, "as it was", reader)
        assert shown.url == played.scenario.get_absolute_url()
        offered = dict(subjects.offered(reader))
        assert [value for value, _label in offered["Scenario"]] == [f"scenario:{key}"]
