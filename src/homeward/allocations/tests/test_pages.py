"""The pages of a round: who opens which, what they show and write."""

from typing import Any

import pytest
from django.urls import reverse

from homeward.allocations import actions
from homeward.allocations.choices import Decided
from homeward.allocations.models import Floor, Round, RoundOffer

OK, REFUSED, FAULTY, NOT_FOUND, FORBIDDEN, FOUND = 200, 409, 422, 404, 403, 302


def url(name: str, *args: Any) -> str:
    return reverse(f"allocations:{name}", args=args)


@pytest.fixture
def page(season: Any, client_of: Any) -> Any:
    return client_of(season.keeper)


def test_every_page_of_a_round_opens_for_its_keeper_and_for_no_stranger(
    season: Any, page: Any, client_of: Any
) -> None:
    floor = season.floor("Women", sex="female", share=10)
    rule = season.act(actions.forbid, season.people["Kofi"], season.offers["Bakery"], "Too young")
    proposal = season.propose()
    of_round = (
        "round", "close", "add_offer", "set_floor", "people", "find_case", "proposals",
    )  # fmt: skip
    row, line = season.people["Ama"], season.line("Ama")
    paths = [url(name, season.round.pk) for name in of_round]
    paths += [url("proposal", proposal.pk), url("remove_floor", floor.pk)]
    paths += [url("remove_offer", season.round.offers.first().pk), url("lift_rule", rule.pk)]
    paths += [url("leave_out", row.pk), url("rule", row.pk), url("of_case", row.case_id)]
    paths += [url(name, line.pk) for name in ("line", "change", "set_aside", "take_back")]
    paths += [url("consider", season.round.pk, row.case_id)]
    stranger = client_of(season.cast.stranger)

    assert {path: page.get(path).status_code for path in paths} == dict.fromkeys(paths, OK)
    assert {p: stranger.get(p).status_code for p in paths} == dict.fromkeys(paths, NOT_FOUND)
    assert [page.get(url(name)).status_code for name in ("index", "new")] == [OK, OK]


def test_a_round_is_opened_filled_proposed_and_decided_on_the_pages(season: Any, page: Any) -> None:
    cast = season.cast
    made = page.post(url("new"), {"name": "Autumn", "programme": cast.programme.pk})
    autumn = Round.objects.get(name="Autumn")
    assert made.url == url("round", autumn.pk)
    page.post(url("add_offer", autumn.pk), {"offer": season.offers["Tailoring"].pk, "places": 2})
    assert RoundOffer.objects.get(round=autumn).places == 2
    page.post(
        url("set_floor", autumn.pk),
        {"name": "Women", "sex": "female", "share": 50, "reason": "Agreed"},
    )
    assert Floor.objects.get(round=autumn).reason == "Agreed"
    page.post(url("consider_caseload", autumn.pk))
    assert "3 people are considered" in page.get(url("people", autumn.pk)).content.decode()

    asked = page.post(url("ask", autumn.pk))
    assert "being worked out" in page.get(url("round", autumn.pk)).content.decode()
    proposal = autumn.proposals.get()
    assert asked.url == url("proposal", proposal.pk)
    season.act(actions.work_out, proposal.pk)
    shown = page.get(asked.url).content.decode()

    assert "2 people get a place" in shown
    assert "No other way of sharing these places" in shown
    assert "would lose the place at" in shown
    assert proposal.seed in shown or autumn.pk.hex[:12] in shown
    placed = [line for line in map(season.line, season.people) if line.offer]
    page.post(url("accept", placed[0].pk))
    assert season.line(placed[0].person.given_name).decided == Decided.ACCEPTED


def test_a_refusal_keeps_what_was_typed_and_tells_every_reason(season: Any, page: Any) -> None:
    answer = page.post(
        url("set_floor", season.round.pk), {"name": "Everybody", "share": 50, "reason": " "}
    )

    assert answer.status_code == REFUSED
    assert "Say by what the group is known" in answer.content.decode()
    assert "Say why." in answer.content.decode()
    assert 'value="Everybody"' in answer.content.decode()


def test_setting_a_line_aside_asks_why(season: Any, page: Any) -> None:
    season.propose()
    line = season.line("Ama")

    assert page.post(url("set_aside", line.pk), {"reason": ""}).status_code == REFUSED
    assert page.post(url("set_aside", line.pk), {"reason": "Moved"}).status_code == FOUND
    assert season.line("Ama").decided == Decided.ASIDE
    assert "Moved" in page.get(url("line", line.pk)).content.decode()


def test_the_line_says_what_its_points_were_made_of(season: Any, page: Any) -> None:
    season.propose()
    line = season.line("Ama")

    shown = page.get(url("line", line.pk)).content.decode()

    assert "What the points were made of" in shown
    assert sum(part[2] for part in line.why) == pytest.approx(line.score / 1000, abs=5)


def test_what_can_t_be_met_is_told_in_words(season: Any, page: Any) -> None:
    season.floor("Young people", maximum_age=26)
    proposal = season.propose()

    shown = page.get(url("proposal", proposal.pk)).content.decode()

    assert "Young people: 1 place too few for the floor" in shown


def test_a_second_click_on_accept_is_told(season: Any, page: Any) -> None:
    season.propose()
    line = season.line("Ama")
    page.post(url("accept", line.pk))

    again = page.post(url("accept", line.pk), follow=True)

    assert "This line is decided already." in again.content.decode()


def test_a_role_without_the_verb_is_refused(season: Any, client_of: Any) -> None:
    assert client_of(season.cast.trainer).get(url("index")).status_code == FORBIDDEN


def test_a_case_is_found_by_its_number(season: Any, page: Any) -> None:
    row = season.people["Ama"]
    found = page.get(url("find_case", season.round.pk), {"reference": row.case.reference})
    unknown = page.get(url("find_case", season.round.pk), {"reference": "X-1"})

    assert found.url == url("consider", season.round.pk, row.case_id)
    assert unknown.status_code == FAULTY
