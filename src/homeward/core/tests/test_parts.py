from datetime import datetime, timedelta
from typing import Any

import pytest
from django import forms
from django.core.paginator import Paginator
from django.template import engines
from django.test import RequestFactory
from django.utils import timezone, translation

from homeward.core.forms import BaseForm, RuledCharField, ThreePartDateField
from homeward.core.patterns import Fact, NextStep, ReasonLine, Stage
from homeward.core.timeline import Entry


def render(source: str, **context: Any) -> str:
    request = RequestFactory().get("/list/", context.pop("query", {}))
    return str(engines["django"].from_string(source).render(context, request))


def in_days(count: int) -> Any:
    return timezone.localdate() + timedelta(days=count)


@pytest.mark.parametrize(
    ("days", "words", "tone"),
    [
        (-2, "2 days late", "is-late"),
        (-1, "1 day late", "is-late"),
        (0, "today", "is-soon"),
        (1, "tomorrow", "is-soon"),
        (2, "in 2 days", "is-soon"),
    ],
)
def test_a_date_due_says_how_far_it_is(days: int, words: str, tone: str) -> None:
    html = render("{% due day %}", day=in_days(days))
    assert words in html
    assert tone in html


def test_a_date_far_off_is_not_coloured() -> None:
    html = render("{% due day %}", day=in_days(9))
    assert "in 9 days" in html
    assert "is-" not in html


def test_a_missing_date_is_said_to_be_missing() -> None:
    assert "No date agreed" in render("{% due day %}", day=None)


def test_a_date_of_another_year_shows_its_year() -> None:
    day = in_days(0).replace(year=1999, day=1)
    assert "1999" in render("{{ day|short_date }}", day=day)
    assert str(in_days(0).year) not in render("{{ day|short_date }}", day=in_days(0))


def test_a_status_has_an_icon_and_a_word() -> None:
    html = render('{% status "no" "Declined: no places" %}')
    assert "#circle-x" in html
    assert "Declined: no places" in html


def test_icons_that_point_are_turned_in_right_to_left() -> None:
    assert "i-flip" in render('{% icon "send" %}')
    assert "i-flip" not in render('{% icon "clock" %}')


def test_my_next_step_is_filled_and_anothers_is_not() -> None:
    mine = NextStep("Confirm", holder="You", url="/go", label="Open", mine=True)
    theirs = NextStep("Answer", holder="Clinic", waiting_for="Clinic")
    assert "hw-next--theirs" not in render("{% next_step step %}", step=mine)
    html = render("{% next_step step %}", step=theirs)
    assert "hw-next--theirs" in html
    assert "Waiting for Clinic" in html
    assert "No date agreed" in html


def test_a_next_step_that_writes_is_a_form_with_its_token() -> None:
    html = render(
        "{% next_step step %}", step=NextStep("Send", url="/go", label="Send", mine=True, post=True)
    )
    assert 'method="post"' in html
    assert "csrfmiddlewaretoken" in html


def test_nothing_open_is_said() -> None:
    html = render("{% next_step step %}", step=NextStep("Closed", nothing=True))
    assert "Nothing is open" in html
    assert "Held by" not in html


def test_an_unknown_fact_says_so_and_who_was_asked() -> None:
    html = render("{% fact item %}", item=Fact("Rent", source="asked in May", state="unknown"))
    assert "hw-unknown" in html
    assert "asked in May" in html


def test_zero_is_a_value_and_nothing_is_unknown() -> None:
    assert render("{{ n|or_unknown }}", n=0) == "0"
    assert "Unknown" in render("{{ n|or_unknown }}", n="")


def test_nobody_holding_it_is_said() -> None:
    assert "Nobody yet" in render('{% holder "" %}')
    assert "AS" in render('{% holder "Ama Sarpong" %}')


def test_reasons_are_told_in_words_and_not_by_colour_alone() -> None:
    html = render("{% reasons lines %}", lines=[ReasonLine("Lives there", "ok"), "Too late"])
    assert "Met:" in html
    assert "Not met:" in html


def test_the_current_stage_is_marked_for_screen_readers() -> None:
    stages = [Stage("Plan", "done"), Stage("Support", "current"), Stage("Closure")]
    html = render("{% stages stages %}", stages=stages)
    assert html.count('aria-current="step"') == 1
    assert "to come" in html


def test_what_comes_next_stands_before_what_happened() -> None:
    entry = Entry(at=timezone.now(), text="Arrived")
    step = NextStep("Visit", due=in_days(3))
    html = render("{% timeline entries next=step %}", entries=[entry], step=step)
    assert html.index("Visit") < html.index("Arrived")


class Asked(BaseForm):
    name = forms.CharField(label="Name", help_text="As it is spoken")
    on = ThreePartDateField(label="First day")
    answer = forms.ChoiceField(
        label="Answer", choices=[("y", "Yes"), ("n", "No")], widget=forms.RadioSelect
    )
    note = forms.CharField(label="Note", required=False)
    why = RuledCharField(label="Why")


def test_a_summary_links_each_error_to_a_control_that_is_there() -> None:
    form = Asked({})
    html = render("{% error_summary form %}{% for f in form %}{% field f %}{% endfor %}", form=form)
    assert "3 things to mend" in html
    for anchor in ("id_name", "id_on_day", "id_answer_0"):
        assert f'href="#{anchor}"' in html
        assert f'id="{anchor}"' in html


def test_reasons_of_a_rule_stand_in_the_same_summary() -> None:
    html = render("{% error_summary reasons=why %}", why=["No consent", "No agreement"])
    assert "No consent" in html
    assert "2 things to mend" in html


def test_no_error_no_summary() -> None:
    assert not render("{% error_summary form %}", form=Asked()).strip()


def test_a_control_is_tied_to_its_hint_and_error() -> None:
    html = render("{% field form.name %}", form=Asked({}))
    assert 'aria-describedby="id_name_hint id_name_error"' in html
    assert 'aria-invalid="true"' in html
    assert 'for="id_name"' in html


def test_what_may_be_left_out_is_marked() -> None:
    assert "(optional)" in render("{% field form.note %}", form=Asked())
    assert "(optional)" not in render("{% field form.name %}", form=Asked())
    assert "(optional)" not in render("{% field form.why %}", form=Asked())


def test_paging_keeps_the_rest_of_the_address() -> None:
    page = Paginator(range(50), 10).page(2)
    html = render("{% pager page %}", page=page, query={"q": "welding", "page": "2"})
    assert "?q=welding&amp;page=1" in html
    assert "?q=welding&amp;page=3" in html


def test_an_aware_time_is_shown_in_local_time() -> None:
    at = timezone.make_aware(datetime(2020, 5, 1, 12, 30))
    assert render("{{ at|short_date }}", at=at) == "1 May 2020, 12:30"


def test_the_parts_speak_the_language_of_the_page() -> None:
    with translation.override("ar"):
        assert "نوفمبر" in render("{{ day|short_date }}", day=datetime(2020, 11, 1).date())
