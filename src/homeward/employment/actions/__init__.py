"""Every write on employers, vacancies, searches, candidacies, placements and checks."""

from homeward.employment.actions.candidacies import (
    follow,
    propose,
    record_wish,
    refuse,
    shortlist,
    withdraw,
)
from homeward.employment.actions.employers import (
    Described,
    add_employer,
    change_employer,
    end_links,
    link_url,
    make_link,
    note_contact,
    speaks_for,
    speaks_no_more,
)
from homeward.employment.actions.meeting import (
    Meeting,
    agree_interview,
    offer_place,
    report_interview,
    want,
)
from homeward.employment.actions.placing import (
    Placed,
    answer_check,
    employer_keeps,
    place,
    plan_subsidy,
)
from homeward.employment.actions.searching import begin_search, end_search, look_longer
from homeward.employment.actions.vacancies import (
    Subsidised,
    Vacant,
    change_vacancy,
    close_vacancy,
    open_vacancy,
    subsidise,
)

__all__ = [
    "Described",
    "Meeting",
    "Placed",
    "Subsidised",
    "Vacant",
    "add_employer",
    "agree_interview",
    "answer_check",
    "begin_search",
    "change_employer",
    "change_vacancy",
    "close_vacancy",
    "employer_keeps",
    "end_links",
    "end_search",
    "follow",
    "link_url",
    "look_longer",
    "make_link",
    "note_contact",
    "offer_place",
    "open_vacancy",
    "place",
    "plan_subsidy",
    "propose",
    "record_wish",
    "refuse",
    "report_interview",
    "shortlist",
    "speaks_for",
    "speaks_no_more",
    "subsidise",
    "want",
    "withdraw",
]
