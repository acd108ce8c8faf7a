"""Who may ask the log, and what it answers: the officer's pages, and the person's own export."""

from collections.abc import Callable
from datetime import timedelta
from typing import Any

import pytest
from django.db import DatabaseError, transaction
from django.urls import reverse
from django.utils import timezone

from homeward.access.choices import ActorKind, DataClass, Purpose, Role
from homeward.audit import actions, queries
from homeward.audit.models import AccessReview
from homeward.audit.queries import Filters
from homeward.cases.models import Case, Fact

READS, REVIEW = reverse("audit:reads"), reverse("audit:access_review")


@pytest.fixture
def shared(cast: Any, sensitive: Any, as_app: Callable[..., Any]) -> tuple[Case, Fact]:
    """The family's health fact, read by the owner and, under agreement, by the partner."""
    case, fact = sensitive
    cast.agree(cast.host, cast.partner_org)
    for person in {fact.person_id, case.person_id}:
        cast.consent(type(case.person).objects.get(pk=person), cast.partner_org)
    for user in (cast.owner, cast.partner):
        with as_app(user):
            assert Fact.objects.get(pk=fact.pk).value == "Asthma"
    return case, fact


@pytest.fixture
def partner_dpo(cast: Any) -> Any:
    return cast.user("partner-dpo", cast.partner_org, Role.DATA_PROTECTION_OFFICER)


def cough(cast: Any, case: Case, person: Any) -> None:
    """A health fact that the partner writes, and so owns."""
    Fact.objects.create(
        case=case, kind="health", value="Cough", data_class=DataClass.HEALTH,
        said_by="person", said_on=cast.now.date(), recorded_by=cast.partner,
        recorded_at=cast.now, person_id=person, programme_id=case.programme_id,
        owner_org=cast.partner_org,
    )  # fmt: skip


def asked(**more: Any) -> list[queries.Read]:
    return queries.reads(Filters(since=timezone.now() - timedelta(days=1), **more), take=50)


def test_the_officer_sees_own_readers_and_others_of_own_rows(
    cast: Any, shared: Any, dpo: Any, as_app: Callable[..., Any]
) -> None:
    with as_app(dpo, Purpose.OVERSIGHT):
        assert {read.user for read in asked()} == {cast.owner, cast.partner}


def test_the_readers_officer_sees_what_they_read_elsewhere(
    cast: Any, shared: Any, partner_dpo: Any, as_app: Callable[..., Any]
) -> None:
    with as_app(partner_dpo, Purpose.OVERSIGHT):
        assert {read.user for read in asked()} == {cast.partner}


def test_of_a_request_that_read_two_owners_each_officer_sees_the_own_rows(
    cast: Any, shared: Any, dpo: Any, partner_dpo: Any, as_app: Callable[..., Any]
) -> None:
    case, fact = shared
    with as_app(cast.partner):
        cough(cast, case, fact.person_id)
        assert Fact.objects.filter(data_class=DataClass.HEALTH).count() == 2
        assert len(list(Fact.objects.filter(data_class=DataClass.HEALTH))) == 2
    with as_app(dpo, Purpose.OVERSIGHT):
        assert [item.row for item in asked()[0].items] == [str(fact.pk)]
    with as_app(partner_dpo, Purpose.OVERSIGHT):
        assert len(asked()[0].items) == 2


@pytest.mark.parametrize("who", ["owner", "partner", "stranger"])
def test_nobody_else_is_answered(
    cast: Any, shared: Any, as_app: Callable[..., Any], who: str
) -> None:
    with as_app(getattr(cast, who), Purpose.OVERSIGHT):
        assert asked() == []
        assert queries.readers(days=30, now=timezone.now()) == []
        assert queries.of_person(shared[1].person_id) == []


def test_the_officer_is_answered_for_oversight_alone(
    cast: Any, shared: Any, dpo: Any, as_app: Callable[..., Any]
) -> None:
    with as_app(dpo, Purpose.CASEWORK):
        assert asked() == []


def test_filters_narrow_it(cast: Any, shared: Any, dpo: Any, as_app: Callable[..., Any]) -> None:
    _case, fact = shared
    with as_app(dpo, Purpose.OVERSIGHT):
        assert {read.user for read in asked(user=cast.partner.pk)} == {cast.partner}
        assert asked(purpose=Purpose.FINANCE) == []
        assert asked(persons=()) == []
        assert len(asked(persons=(fact.person_id,))) == len(asked())
        assert asked(until=timezone.now() - timedelta(hours=1)) == []


def test_a_person_s_own_export_says_who_read(
    cast: Any, shared: Any, dpo: Any, as_app: Callable[..., Any]
) -> None:
    _case, fact = shared
    returnee = cast.user("returnee", None)
    type(returnee).objects.filter(pk=returnee.pk).update(person_id=fact.person_id)
    with as_app(kind=ActorKind.PERSON, actor_id=returnee.pk):
        found = queries.of_person(fact.person_id)
    assert {read.actor_id for read in found} >= {str(cast.owner.pk), str(cast.partner.pk)}
    with as_app(dpo, Purpose.OVERSIGHT):
        assert len(queries.of_person(fact.person_id)) == len(found)


def test_the_page_shows_reads_by_reference_and_filters_by_it(
    cast: Any, shared: Any, dpo: Any, client_of: Callable[..., Any]
) -> None:
    case, _fact = shared
    officer = client_of(dpo)
    page = officer.get(READS).content.decode()
    assert "Partner" in page
    assert case.reference in page
    assert "Asthma" not in page
    assert "Partner" in officer.get(READS, {"case": case.reference}).content.decode()
    assert "Nothing was read" in officer.get(READS, {"case": "XX-1"}).content.decode()
    wrong = officer.get(READS, {"day_day": "40", "day_month": "1", "day_year": "2026"})
    assert "40 1 2026" in wrong.content.decode()


def test_without_reads_the_pages_say_so(cast: Any, dpo: Any, client_of: Callable[..., Any]) -> None:
    assert b"Nothing was read" in client_of(dpo).get(READS).content
    assert b"Nobody to review" in client_of(dpo).get(REVIEW).content


@pytest.mark.parametrize("page", [READS, REVIEW])
def test_other_roles_get_a_403(cast: Any, client_of: Callable[..., Any], page: str) -> None:
    assert client_of(cast.owner).get(page).status_code == 403


def test_the_list_is_paged(
    cast: Any, shared: Any, dpo: Any, client_of: Callable[..., Any], monkeypatch: Any
) -> None:
    monkeypatch.setattr(queries, "PER_PAGE", 1)
    assert b'rel="next"' in client_of(dpo).get(READS).content
    assert b'rel="prev"' in client_of(dpo).get(READS, {"page": "2"}).content


def test_the_review_puts_the_unusual_first(
    cast: Any, shared: Any, dpo: Any, as_app: Callable[..., Any]
) -> None:
    with as_app(dpo, Purpose.OVERSIGHT):
        first, second = queries.readers(days=30, now=timezone.now())
    # The owner opened the case; the partner has no case or step of these persons.
    assert (first.user, second.user) == (cast.partner, cast.owner)
    assert first.reading.not_theirs == 1
    assert second.reading.not_theirs == 0


def test_a_review_is_noted_and_comes_up_again_when_more_is_read(
    cast: Any, shared: Any, dpo: Any, client_of: Callable[..., Any], as_app: Callable[..., Any]
) -> None:
    officer, page = client_of(dpo), reverse("audit:review", args=[cast.partner.pk])
    assert b"person with no case or step of theirs" in officer.get(page).content
    empty = officer.post(page, {"note": ""})
    assert empty.status_code == 200
    assert not AccessReview.objects.exists()
    assert officer.post(page, {"note": "Fits the hand-over"}).status_code == 302
    assert "Fits the hand-over" in officer.get(REVIEW).content.decode()
    with as_app(cast.partner):
        assert list(Fact.objects.filter(data_class=DataClass.HEALTH))
    assert b"Read more since" in officer.get(REVIEW).content


def test_a_review_of_somebody_who_read_nothing_leads_back(
    cast: Any, dpo: Any, client_of: Callable[..., Any]
) -> None:
    page = reverse("audit:review", args=[cast.stranger.pk])
    assert client_of(dpo).get(page).status_code == 302


def test_reviews_are_the_organisation_s_own(
    cast: Any, shared: Any, dpo: Any, partner_dpo: Any, as_app: Callable[..., Any]
) -> None:
    with as_app(dpo, Purpose.OVERSIGHT):
        actions.review(cast.partner, days=30, note="seen", by=dpo, at=cast.now)
        assert AccessReview.objects.count() == 1
    with as_app(partner_dpo, Purpose.OVERSIGHT):
        assert not AccessReview.objects.exists()
    with pytest.raises(DatabaseError), as_app(cast.owner), transaction.atomic():
        AccessReview.objects.create(
            organisation=cast.host, user=cast.partner, days=30, note="", reviewed_by=cast.owner,
            reviewed_at=cast.now,
        )  # fmt: skip


def test_pages_of_the_log_are_the_whole_log_in_order(
    cast: Any, shared: Any, dpo: Any, as_app: Callable[..., Any]
) -> None:
    """Own readers' and others' reads are found by two ways, and stand in one order."""
    _case, fact = shared
    for user in (cast.owner, cast.partner, cast.partner, cast.owner, cast.partner):
        with as_app(user):
            assert Fact.objects.get(pk=fact.pk).value == "Asthma"
    since = Filters(since=timezone.now() - timedelta(days=1))
    with as_app(dpo, Purpose.OVERSIGHT):
        whole = [(read.at, read.user) for read in queries.reads(since, take=50)]
        pages = [queries.reads(since, take=2, skip=skip) for skip in (0, 2, 4, 6)]
    assert [(read.at, read.user) for page in pages for read in page] == whole
    assert [user for _at, user in whole] == [
        cast.partner, cast.owner, cast.partner, cast.partner, cast.owner, cast.partner, cast.owner
    ]  # fmt: skip


def test_of_others_reads_the_officer_finds_a_person_only_by_own_rows(
    cast: Any, shared: Any, dpo: Any, as_app: Callable[..., Any]
) -> None:
    """The partner read the own note on one of the family and the owner's on another, at once."""
    case, fact = shared
    with as_app(cast.owner):
        other = case.household.members.exclude(pk=fact.person_id)[0].pk
    cast.consent(type(case.person).objects.get(pk=other), cast.partner_org)
    with as_app(cast.partner):
        cough(cast, case, other)
        assert len(list(Fact.objects.filter(data_class=DataClass.HEALTH))) == 2
    with as_app(dpo, Purpose.OVERSIGHT):
        assert not asked(persons=(other,))
        assert {read.user for read in asked(persons=(fact.person_id,))} == {
            cast.owner,
            cast.partner,
        }
