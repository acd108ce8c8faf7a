from dataclasses import replace
from datetime import timedelta
from decimal import Decimal
from typing import Any

import pytest
from django.core.exceptions import PermissionDenied

from homeward.cases import actions as cases
from homeward.cases.choices import ClosureReason
from homeward.config import again
from homeward.core.refusals import Refused
from homeward.core.tests.restoring import undone
from homeward.employment import actions, queries
from homeward.employment.choices import (
    EmployerSays,
    InterviewOutcome,
    Reason,
    Refusal,
    Retention,
    SearchEnd,
    Side,
    Status,
    Wish,
    WithdrawReason,
)
from homeward.employment.models import Candidacy, JobSearch, MatchingRule, RetentionCheck
from homeward.messages.models import Message
from homeward.offers.choices import OfferStatus
from homeward.tasks.choices import TaskKind
from homeward.tasks.models import Task


def open_kinds(subject: Any) -> set[str]:
    return set(
        Task.objects.filter(subject_id=subject.pk, done_at__isnull=True).values_list(
            "kind", flat=True
        )
    )


def refused(act: Any, *args: Any, **given: Any) -> list[Reason]:
    with pytest.raises(Refused) as refusal:
        act(*args, **given)
    return refusal.value.reasons  # type: ignore[return-value]


def test_a_candidacy_goes_from_the_proposal_to_the_placement_with_one_holder_at_each_step(
    ready: Any,
) -> None:
    act, by_link, now = ready.act, ready.by_link, ready.cast.now
    found = ready.proposed()
    assert open_kinds(found) == {TaskKind.ASK_CANDIDATE}
    act(actions.record_wish, found, Wish.YES)
    assert open_kinds(found) == {TaskKind.SHORTLIST_CANDIDATE}
    act(actions.shortlist, found, ready.facts())
    assert open_kinds(found) == {TaskKind.ANSWER_CANDIDATE}
    assert Task.objects.get(subject_id=found.pk, done_at=None).holder_org == ready.company
    meeting = actions.Meeting(on=now.date(), place="Gate 2")
    by_link(actions.want, found, meeting)
    assert open_kinds(found) == {TaskKind.AGREE_INTERVIEW}
    interview = act(actions.agree_interview, found, meeting, may_be_named=True)
    assert open_kinds(found) == {TaskKind.REPORT_INTERVIEW}
    by_link(actions.report_interview, interview, InterviewOutcome.HIRE)
    assert open_kinds(found) == {TaskKind.RECORD_PLACEMENT}
    given = actions.Placed(starts_on=now.date(), contract="permanent")
    placement = act(actions.place, found, given)
    assert open_kinds(found) == set()
    assert [check.months for check in placement.checks.all()] == [3, 6, 12]
    assert all(open_kinds(check) == {TaskKind.CHECK_RETENTION} for check in placement.checks.all())


def test_without_yes_agreement_and_consent_nobody_is_shortlisted(agency: Any) -> None:
    found = agency.proposed()
    reasons = refused(agency.act, actions.shortlist, found, agency.facts())
    assert reasons == [Reason.NO_YES, Reason.NO_CONSENT, Reason.NO_AGREEMENT]


def test_without_a_fact_nobody_is_shortlisted(ready: Any) -> None:
    assert refused(ready.act, actions.shortlist, ready.agreed(), []) == [Reason.NO_FACTS]


def test_the_candidate_s_no_ends_it_with_its_reason(ready: Any) -> None:
    found = ready.proposed()
    assert refused(ready.act, actions.record_wish, found, Wish.NO) == [Reason.NO_REASON]
    ready.act(actions.record_wish, found, Wish.NO, refusal=Refusal.DISTANCE)
    found.refresh_from_db()
    assert (found.status, found.refused_by, found.refusal) == ("refused", "candidate", "distance")
    assert open_kinds(found) == set()


def test_the_employer_s_no_comes_back_to_the_adviser(ready: Any) -> None:
    found = ready.shortlisted()
    assert refused(ready.by_link, actions.refuse, found, Side.EMPLOYER, "wage") == [
        Reason.NO_REASON
    ]
    ready.by_link(actions.refuse, found, Side.EMPLOYER, Refusal.LANGUAGE)
    found.refresh_from_db()
    assert (found.status, found.employer_wish, found.refused_by) == ("refused", "no", "employer")
    assert open_kinds(found) == {TaskKind.FOLLOW_CANDIDACY}
    ready.act(actions.follow, found)
    assert open_kinds(found) == set()


def test_the_second_answer_of_an_employer_is_refused(ready: Any) -> None:
    found = ready.shortlisted()
    ready.by_link(actions.want, found, None)
    assert refused(ready.by_link, actions.want, found, None) == [Reason.WRONG_STATUS]


def test_whoever_did_not_come_is_refused_for_that(ready: Any) -> None:
    interview = ready.interview()
    ready.by_link(actions.report_interview, interview, InterviewOutcome.NEVER_CAME)
    found = Candidacy.objects.get(pk=interview.candidacy_id)
    assert (found.refusal, found.interviewed_on) == (Refusal.NEVER_CAME, None)


def test_another_day_is_agreed_anew(ready: Any) -> None:
    interview = ready.interview()
    ready.by_link(actions.report_interview, interview, InterviewOutcome.MOVED)
    found = Candidacy.objects.get(pk=interview.candidacy_id)
    assert open_kinds(found) >= {TaskKind.AGREE_INTERVIEW}
    later = actions.Meeting(on=ready.cast.now.date() + timedelta(days=3))
    ready.act(actions.agree_interview, found, later, may_be_named=True)
    assert [one.outcome for one in queries.interviews(found)] == ["moved", ""]
    assert open_kinds(found) == {TaskKind.REPORT_INTERVIEW}


def test_an_interview_is_not_reported_before_its_day(ready: Any) -> None:
    found = ready.shortlisted()
    ready.by_link(actions.want, found, None)
    to_come = actions.Meeting(on=ready.cast.now.date() + timedelta(days=3))
    interview = ready.act(actions.agree_interview, found, to_come, may_be_named=False)
    reasons = refused(ready.by_link, actions.report_interview, interview, InterviewOutcome.HIRE)
    assert reasons == [Reason.IN_THE_FUTURE]


def test_a_placement_takes_a_place_and_the_last_one_fills_the_vacancy(ready: Any) -> None:
    ready.offer.places_free = 1
    ready.offer.save()
    ready.placed()
    ready.offer.refresh_from_db()
    assert (ready.offer.places_free, ready.offer.status) == (0, OfferStatus.FILLED)


def test_nobody_is_placed_where_no_place_is_left(ready: Any) -> None:
    found = ready.offered()
    ready.offer.places_free = 0
    ready.offer.save()
    given = actions.Placed(starts_on=ready.cast.now.date(), contract="permanent")
    assert refused(ready.act, actions.place, found, given) == [Reason.NO_PLACES]


def test_the_second_click_on_place_is_refused(ready: Any) -> None:
    placement = ready.placed()
    given = actions.Placed(starts_on=ready.cast.now.date(), contract="permanent")
    assert refused(ready.act, actions.place, placement.candidacy, given) == [Reason.WRONG_STATUS]


def test_a_person_is_once_a_candidate_for_a_vacancy_and_again_after_a_no(ready: Any) -> None:
    found = ready.proposed()
    assert refused(ready.proposed) == [Reason.ON_IT_ALREADY]
    ready.act(actions.record_wish, found, Wish.NO, refusal=Refusal.HOURS)
    assert ready.proposed().status == Status.PROPOSED


def test_a_closed_vacancy_takes_no_further_candidate(ready: Any) -> None:
    ready.by_link(actions.close_vacancy, ready.offer)
    assert refused(ready.proposed) == [Reason.VACANCY_NOT_OPEN]


def test_withdrawn_its_waits_end(ready: Any) -> None:
    found = ready.shortlisted()
    assert refused(ready.act, actions.withdraw, found, WithdrawReason.CONSENT_WITHDRAWN) == [
        Reason.NO_REASON
    ]
    ready.act(actions.withdraw, found, WithdrawReason.LEFT)
    assert ready.status(found) == Status.WITHDRAWN
    assert open_kinds(found) == set()


def test_a_check_is_answered_once_and_not_before_its_day(ready: Any) -> None:
    placement = ready.placed()
    check = placement.checks.first()
    today = ready.cast.now.date()
    answer = actions.answer_check
    assert refused(ready.act, answer, check, Retention.HERE, asked_on=today) == [Reason.NOT_DUE]
    ready.later(100)
    with ready.as_link():
        actions.employer_keeps(check, EmployerSays.LEFT, at=ready.cast.now)
    on = ready.cast.now.date()
    ready.act(answer, check, Retention.ELSEWHERE, asked_on=on, note="Works at the port")
    check.refresh_from_db()
    assert (check.employer_says, check.outcome) == ("left", "elsewhere")
    assert open_kinds(check) == set()
    assert refused(ready.act, answer, check, Retention.HERE, asked_on=on) == [Reason.DONE_ALREADY]


def test_a_programme_s_own_terms_come_before_the_general_ones(ready: Any) -> None:
    MatchingRule.objects.create(
        kind="retention_months", value=9, programme=ready.cast.programme,
        valid_from=ready.cast.now.date(), source="Grant",
    )  # fmt: skip
    placement = ready.placed()
    assert [check.months for check in placement.checks.all()] == [9]
    assert RetentionCheck.objects.get().rule.source == "Grant"


def test_a_search_waits_to_lead_elsewhere_and_ends_with_the_placement(ready: Any) -> None:
    today = ready.cast.now.date()
    search = ready.act(
        actions.begin_search, ready.case, ready.people[0], began_on=today,
        reorient_on=today + timedelta(days=180),
    )  # fmt: skip
    wait = Task.objects.get(subject_id=search.pk)
    assert (wait.kind, wait.due_on) == (TaskKind.REORIENT_SEARCH, today + timedelta(days=180))
    ready.placed()
    search.refresh_from_db()
    assert search.end_reason == SearchEnd.PLACED
    assert open_kinds(search) == set()


def test_a_search_that_fails_leads_elsewhere_and_not_before_the_employers_answered(
    ready: Any,
) -> None:
    today = ready.cast.now.date()
    search = ready.act(actions.begin_search, ready.case, ready.people[0], began_on=today)
    assert refused(
        ready.act, actions.begin_search, ready.case, ready.people[0], began_on=today
    ) == [Reason.SEARCH_RUNS]
    found = ready.shortlisted()
    end = actions.end_search
    assert refused(ready.act, end, search, SearchEnd.TRAINING, on=today) == [Reason.STILL_OPEN]
    ready.by_link(actions.refuse, found, Side.EMPLOYER, Refusal.SKILLS)
    ready.act(end, search, SearchEnd.TRAINING, on=today)
    assert JobSearch.objects.get().end_reason == SearchEnd.TRAINING


def test_the_term_of_a_search_is_data(ready: Any) -> None:
    today = ready.cast.now.date()
    MatchingRule.objects.create(
        kind="search_months", value=6, valid_from=today, source="Standard of the programme"
    )
    search = ready.act(actions.begin_search, ready.case, ready.people[0], began_on=today)
    assert search.reorient_on is not None
    assert search.reorient_on > today + timedelta(days=180)
    longer = search.reorient_on + timedelta(days=30)
    ready.act(actions.look_longer, search, until=longer)
    assert Task.objects.get(subject_id=search.pk, done_at=None).due_on == longer


def test_a_case_does_not_close_while_an_employer_has_still_to_answer(ready: Any) -> None:
    ready.shortlisted()
    partner = ready.cast.partner
    with ready.cast.as_app(partner), pytest.raises(Refused) as refusal:
        cases.close(ready.case, ClosureReason.COMPLETED, by=partner, at=ready.cast.now)
    assert Reason.STILL_OPEN in refusal.value.reasons


def test_a_new_link_ends_the_one_before_and_its_mail_names_nobody(ready: Any) -> None:
    first = ready.act(actions.make_link, ready.employer)
    second = ready.act(actions.make_link, ready.employer)
    assert queries.of_token(first) is None
    assert queries.of_token(second) is not None
    (message,) = [one for one in Message.objects.all() if second in one.body]
    assert not {"Efua", "Ansah"} & set(message.body.split())
    with undone():
        ready.act(actions.end_links, ready.employer)
        assert queries.of_token(second) is None
    # As in a backup that was made before.
    assert queries.of_token(second) is not None
    assert again.restrict(at=ready.cast.now)["links and codes"] == 1
    assert queries.of_token(second) is None


def test_an_employer_enters_a_vacancy_by_its_link(ready: Any) -> None:
    given = actions.Vacant(kind="internship", title="Learn to roast", places_total=1)
    made = ready.by_link(actions.open_vacancy, ready.company, given)
    assert (made.status, made.written_by, made.last_confirmed_by) == ("open", None, "Cocoa works")
    changed = ready.by_link(actions.change_vacancy, made, replace(given, places_total=0))
    assert (changed.places_free, changed.status) == (0, OfferStatus.FILLED)


def test_a_subsidy_goes_with_learning_alone(ready: Any) -> None:
    given = actions.Subsidised(
        kind="share", share=Decimal(50), currency="GHS", months=6, source="Call"
    )
    assert refused(ready.act, actions.subsidise, ready.offer, given) == [Reason.NO_SUBSIDY_FOR_IT]
    learning = actions.Vacant(kind="on_the_job", title="Roaster")
    offer = ready.act(actions.open_vacancy, ready.company, learning)
    assert ready.act(actions.subsidise, offer, given).months == 6
    assert ready.act(actions.subsidise, offer, replace(given, months=4)).months == 4


def test_only_an_intermediary_speaks_for_others(ready: Any) -> None:
    chamber = ready.act(
        actions.add_employer,
        actions.Described(
            source="Website", confirmed_on=ready.cast.now.date(), intermediary="chamber"
        ),
        name="Chamber of the coast", country=ready.company.country,
    )  # fmt: skip
    ready.act(actions.speaks_for, chamber, ready.employer, source="List of members")
    assert [one.employer for one in queries.members(chamber)] == [ready.employer]
    reasons = refused(ready.act, actions.speaks_for, ready.employer, chamber, source="x")
    assert reasons == [Reason.NOT_AN_INTERMEDIARY]


def test_a_role_without_the_verb_proposes_nobody(ready: Any) -> None:
    with pytest.raises(PermissionDenied):
        actions.propose(
            ready.case, ready.people[0], ready.offer, by=ready.cast.officer, at=ready.cast.now
        )
