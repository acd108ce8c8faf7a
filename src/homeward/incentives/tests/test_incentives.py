"""Entries of an incentive fund add, are never taken back, and stand in a book of their own."""

from datetime import timedelta
from decimal import Decimal
from typing import Any

import pytest
from django.core.exceptions import PermissionDenied
from django.db import DatabaseError, IntegrityError, connection, transaction
from django.urls import reverse
from django.utils import timezone

from homeward.access.choices import Role
from homeward.core.refusals import Refused
from homeward.incentives import actions, queries
from homeward.incentives.choices import Entry, Reason
from homeward.incentives.models import IncentiveFund, Measure
from homeward.ledger.models import Posting, Transaction
from homeward.places.models import Country

D = Decimal
GHANA = "GH"


@pytest.fixture
def keeper(cast: Any) -> Any:
    return cast.user("keeper", cast.host, Role.PROGRAMME_MANAGER)


@pytest.fixture
def fund(cast: Any, keeper: Any) -> IncentiveFund:
    with cast.as_app(keeper):
        made = actions.open_fund(
            name="Flexible return fund", currency="EUR", about="More visas, more money",
            source="Declaration, 4", by=keeper, at=cast.now,
        )  # fmt: skip
    return IncentiveFund.objects.get(pk=made.pk)


def enter(cast: Any, by: Any, fund: Any, entry: Entry, amount: str, **more: Any) -> Measure:
    said = {"what": "Vocational schools", "on": cast.now.date(), "source": "Annex",
            "key": f"{entry}{amount}"}  # fmt: skip
    with cast.as_app(by):
        country = Country.objects.get(pk=GHANA)
        return actions.enter(
            fund, entry, country, amount=D(amount), by=by, at=cast.now, **said | more
        )


def faults() -> list[Any]:
    with connection.cursor() as cursor:
        cursor.execute("set constraints all immediate")
        cursor.execute("select * from incentives_faults()")
        found = cursor.fetchall()
        cursor.execute("select * from ledger_faults()")
        return [*found, *cursor.fetchall()]


def test_what_is_agreed_put_into_budgets_and_paid_adds_up(
    cast: Any, keeper: Any, fund: IncentiveFund
) -> None:
    enter(cast, keeper, fund, Entry.AGREED, "1000")
    enter(cast, keeper, fund, Entry.ENTERED, "800")
    enter(cast, keeper, fund, Entry.PAID, "300")
    (state,) = queries.by_state(fund)
    assert (state.sums.agreed, state.sums.entered, state.sums.paid) == (D(1000), D(800), D(300))
    assert state.sums.open == D(700)
    codes = Posting.objects.filter(book=fund.book, amount__gt=0).values_list(
        "account__code", "amount"
    )
    assert dict(codes) == {"agreed:GH": D(1000), "entered:GH": D(800), "paid:GH": D(300)}
    assert faults() == []


def test_an_entry_is_refused_with_all_its_reasons(
    cast: Any, keeper: Any, fund: IncentiveFund
) -> None:
    with pytest.raises(Refused) as refused:
        enter(cast, keeper, fund, Entry.PAID, "1", what=" ", source="",
              on=cast.now.date() + timedelta(days=1))  # fmt: skip
    assert refused.value.reasons == [
        Reason.IN_FUTURE, Reason.NO_SOURCE, Reason.NO_TEXT, Reason.NOT_AGREED,
    ]  # fmt: skip
    with pytest.raises(Refused) as refused:
        enter(cast, keeper, fund, Entry.AGREED, "-5")
    assert refused.value.reasons == [Reason.NO_AMOUNT]


def test_a_second_click_enters_nothing(cast: Any, keeper: Any, fund: IncentiveFund) -> None:
    enter(cast, keeper, fund, Entry.AGREED, "1000")
    with pytest.raises(Refused) as refused:
        enter(cast, keeper, fund, Entry.AGREED, "1000")
    assert refused.value.reasons == [Reason.ENTERED_ALREADY]


def test_a_remark_says_what_was_meant_and_changes_no_sum(
    cast: Any, keeper: Any, fund: IncentiveFund
) -> None:
    measure = enter(cast, keeper, fund, Entry.AGREED, "1000")
    posted = Transaction.objects.filter(book=fund.book).count()
    with cast.as_app(keeper):
        actions.remark(measure, what="It is 100", source="Letter", key="r", by=keeper, at=cast.now)
    assert queries.in_all(fund).agreed == D(1000)
    assert Transaction.objects.filter(book=fund.book).count() == posted
    assert faults() == []


def test_nothing_is_reduced_changed_or_removed_by_anybody(
    cast: Any, keeper: Any, fund: IncentiveFund
) -> None:
    measure = enter(cast, keeper, fund, Entry.AGREED, "1000")
    for write in (
        lambda: Measure.objects.update(amount=1),
        lambda: Measure.objects.all().delete(),
        lambda: IncentiveFund.objects.update(name="Gone"),
    ):
        with pytest.raises(DatabaseError), transaction.atomic():
            write()
    less = Measure(fund=fund, entry=Entry.AGREED, country_id=GHANA, what="x", amount=D(-1),
                   on=cast.now.date(), source="s", key="n", entered_by=keeper,
                   entered_at=cast.now)  # fmt: skip
    with pytest.raises(IntegrityError), transaction.atomic():
        less.save(force_insert=True)
    over = Measure(fund=fund, entry=Entry.PAID, country_id=GHANA, what="x", amount=D(1001),
                   on=cast.now.date(), source="s", key="o", entered_by=keeper,
                   entered_at=cast.now)  # fmt: skip
    with pytest.raises(IntegrityError), transaction.atomic():
        over.save(force_insert=True)
    posted = Transaction.objects.get(book=fund.book)
    with pytest.raises(DatabaseError), transaction.atomic():
        Transaction.objects.create(
            book_id=fund.book_id, key="back", on=cast.now.date(), at=timezone.now(), by=keeper,
            memo="agreed", subject=measure.pk, lines=2, reverses=posted,
        )  # fmt: skip


def test_who_decides_on_persons_keeps_out_and_others_only_read(
    cast: Any, keeper: Any, fund: IncentiveFund, client_of: Any
) -> None:
    with pytest.raises(PermissionDenied):
        enter(cast, cast.partner, fund, Entry.AGREED, "5")
    other = cast.user("other", cast.stranger_org, Role.PROGRAMME_MANAGER)
    with pytest.raises(Refused) as refused:
        enter(cast, other, fund, Entry.AGREED, "5")
    assert refused.value.reasons == [Reason.NOT_OURS]
    url = reverse("incentives:fund", args=[fund.pk])
    assert client_of(cast.partner).get(url).status_code == 403
    assert client_of(other).get(url).status_code == 200
    assert client_of(other).get(reverse("incentives:enter", args=[fund.pk])).status_code == 404


def test_a_fund_is_opened_added_to_and_remarked_on_by_its_pages(
    cast: Any, keeper: Any, client_of: Any
) -> None:
    client, today = client_of(keeper), cast.now.date()
    assert "No incentive fund yet" in client.get(reverse("incentives:index")).content.decode()
    opened = client.post(reverse("incentives:new"), {
        "name": "More for more", "currency": "eur", "about": "Schools", "source": "Art. 3",
    })  # fmt: skip
    fund = IncentiveFund.objects.get()
    assert opened.url == reverse("incentives:fund", args=[fund.pk])
    entry = {"key": "k", "entry": "agreed", "country": GHANA, "what": "Schools", "amount": "500",
             "source": "Annex", "on_day": today.day, "on_month": today.month,
             "on_year": today.year}  # fmt: skip
    adding = reverse("incentives:enter", args=[fund.pk])
    assert client.post(adding, entry).status_code == 302
    again = client.post(adding, entry)
    assert again.status_code == 409
    assert str(Reason.ENTERED_ALREADY.label) in again.content.decode()
    measure = Measure.objects.get()
    remarking = reverse("incentives:remark", args=[measure.pk])
    assert client.post(remarking, {"key": "r", "what": "Of 2027", "source": "x"}).status_code == 302
    page = client.get(opened.url).content.decode()
    assert "Changes no sum" in page
    assert "500" in page
