from django.urls import path
from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext

from homeward.access.models import User
from homeward.cases import appointments, casepage
from homeward.cases.models import Case
from homeward.core import navigation
from homeward.employment import appointments as days
from homeward.employment import queries
from homeward.employment.choices import Refusal, WithdrawReason
from homeward.employment.views import (
    by_link,
    candidacies,
    casework,
    employers,
    funnel,
    vacancies,
)
from homeward.tasks import pages
from homeward.tasks.choices import TaskKind
from homeward.tasks.pages import CASE, SUBJECT, Work

app_name = "employment"

urlpatterns = [
    path("work/vacancies/", vacancies.index, name="vacancies"),
    path("work/vacancies/<uuid:offer_pk>/", vacancies.vacancy, name="vacancy"),
    path("work/vacancies/<uuid:offer_pk>/change/", vacancies.change, name="change_vacancy"),
    path("work/vacancies/<uuid:offer_pk>/close/", vacancies.close, name="close_vacancy"),
    path("work/vacancies/<uuid:offer_pk>/subsidy/", vacancies.subsidy, name="subsidy"),
    path("work/employers/", employers.index, name="employers"),
    path("work/employers/new/", employers.new, name="new_employer"),
    path("work/employers/<uuid:employer_pk>/", employers.employer, name="employer"),
    path("work/employers/<uuid:employer_pk>/change/", employers.change, name="change_employer"),
    path("work/employers/<uuid:employer_pk>/contact/", employers.contact, name="contact"),
    path("work/employers/<uuid:employer_pk>/members/", employers.speaks_for, name="speaks_for"),
    path("work/employers/<uuid:employer_pk>/vacancy/", vacancies.new, name="new_vacancy"),
    path("work/employers/<uuid:employer_pk>/link/", employers.make_link, name="make_link"),
    path("work/employers/<uuid:employer_pk>/link/end/", employers.end_link, name="end_link"),
    path("work/members/<uuid:speaking_pk>/", employers.speaks_no_more, name="speaks_no_more"),
    path("work/funnel/", funnel.index, name="funnel"),
    path("work/funnel/sheet/", funnel.sheet, name="funnel_sheet"),
    path("work/funnel/cases/", funnel.cases, name="funnel_cases"),
    path("cases/<uuid:case_pk>/work/", casework.of_case, name="of_case"),
    path("cases/<uuid:case_pk>/work/search/", casework.new_search, name="new_search"),
    path("cases/<uuid:case_pk>/work/propose/", casework.propose, name="propose"),
    path("work/searches/<uuid:jobsearch_pk>/end/", casework.end_search, name="end_search"),
    path("work/searches/<uuid:jobsearch_pk>/longer/", casework.look_longer, name="look_longer"),
    path("work/candidates/<uuid:candidacy_pk>/", candidacies.candidacy, name="candidacy"),
    path("work/candidates/<uuid:candidacy_pk>/wish/", candidacies.wish, name="wish"),
    path("work/candidates/<uuid:candidacy_pk>/facts/", candidacies.shortlist, name="shortlist"),
    path("work/candidates/<uuid:candidacy_pk>/answer/", candidacies.answer, name="answer"),
    path("work/candidates/<uuid:candidacy_pk>/interview/", candidacies.interview, name="interview"),
    path("work/candidates/<uuid:candidacy_pk>/outcome/", candidacies.outcome, name="outcome"),
    path("work/candidates/<uuid:candidacy_pk>/offer/", candidacies.offer, name="offer"),
    path("work/candidates/<uuid:candidacy_pk>/place/", candidacies.place, name="place"),
    path("work/candidates/<uuid:candidacy_pk>/refuse/", candidacies.refuse, name="refuse"),
    path("work/candidates/<uuid:candidacy_pk>/withdraw/", candidacies.withdraw, name="withdraw"),
    path("work/candidates/<uuid:candidacy_pk>/read/", candidacies.follow, name="follow"),
    path(
        "work/interviews/<uuid:interview_pk>/invitation/", candidacies.invitation,
        name="invitation",
    ),
    path("work/checks/<uuid:retentioncheck_pk>/", candidacies.check, name="check"),
    path(
        "work/placements/<uuid:placement_pk>/subsidy/", candidacies.plan_subsidy,
        name="plan_subsidy",
    ),
    path("w/<str:token>/", by_link.home, name="link"),
    path("w/<str:token>/vacancy/", by_link.new_vacancy, name="link_new_vacancy"),
    path(
        "w/<str:token>/vacancies/<uuid:offer_pk>/", by_link.change_vacancy,
        name="link_change_vacancy",
    ),
    path(
        "w/<str:token>/vacancies/<uuid:offer_pk>/close/", by_link.close_vacancy,
        name="link_close_vacancy",
    ),
    path(
        "w/<str:token>/candidates/<uuid:candidacy_pk>/", by_link.candidate, name="link_candidate"
    ),
    path("w/<str:token>/checks/<uuid:retentioncheck_pk>/", by_link.keep, name="link_keep"),
]  # fmt: skip


def _is_open(case: Case, user: User) -> bool:
    return case.is_open


def _after(months: str) -> str:
    text = ngettext("After %(n)s month", "After %(n)s months", int(months))
    return text % {"n": months}


ENDS = {**dict(Refusal.choices), **dict(WithdrawReason.choices)}

casepage.add(
    casepage.Tab(
        label=_("Work"), url="employment:of_case", action="employment.read_candidacies",
        key="work", place=64,
    ),
    casepage.Begin(
        label=_("Search for work"), url="employment:new_search", icon="briefcase",
        action="employment.propose", when=_is_open,
    ),
)  # fmt: skip
casepage.add_history(queries.history)
navigation.add(
    navigation.IMPLEMENTATION,
    navigation.Item(
        label=_("Work and employers"), url="employment:vacancies", icon="briefcase",
        action="employment.read", section="work",
    ),
)  # fmt: skip
pages.add(
    TaskKind.ASK_CANDIDATE,
    Work(
        "employment:candidacy", SUBJECT, "employment.propose", _("Open the candidacy"),
        _("Nothing is shown to an employer before the person says yes."),
    ),
)  # fmt: skip
pages.add(
    TaskKind.SHORTLIST_CANDIDATE,
    Work(
        "employment:candidacy", SUBJECT, "employment.propose", _("Choose the facts"),
        _("The person said yes to the vacancy."),
    ),
)  # fmt: skip
pages.add(
    TaskKind.ANSWER_CANDIDATE,
    Work(
        "employment:candidacy", SUBJECT, "employment.propose", _("Open the candidacy"),
        _("The employer answers through its own page, or tells you."),
    ),
)  # fmt: skip
pages.add(
    TaskKind.AGREE_INTERVIEW,
    Work(
        "employment:candidacy", SUBJECT, "employment.propose", _("Agree the day"),
        _("The employer wants to meet the candidate."),
    ),
)  # fmt: skip
pages.add(
    TaskKind.REPORT_INTERVIEW,
    Work(
        "employment:candidacy", SUBJECT, "employment.propose", _("Open the candidacy"),
        _("The interview was agreed with both."),
    ),
)  # fmt: skip
pages.add(
    TaskKind.RECORD_PLACEMENT,
    Work(
        "employment:candidacy", SUBJECT, "employment.propose", _("Record the placement"),
        _("The employer offers the place."),
    ),
)  # fmt: skip
pages.add(
    TaskKind.FOLLOW_CANDIDACY,
    Work(
        "employment:candidacy", SUBJECT, "employment.propose", _("Read it"),
        _("The candidacy has ended."), reasons=ENDS,
    ),
)  # fmt: skip
pages.add(
    TaskKind.CHECK_RETENTION,
    Work(
        "employment:check", SUBJECT, "employment.place", _("Ask whether in work"),
        _("Whoever was placed is asked after some months later."), reasons=_after,
    ),
)  # fmt: skip
pages.add(
    TaskKind.REORIENT_SEARCH,
    Work(
        "employment:of_case", CASE, "employment.propose", _("Choose another way"),
        _("The search is to lead elsewhere where it finds no work in time."),
    ),
)  # fmt: skip
appointments.add(days.of)
