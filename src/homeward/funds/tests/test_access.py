"""Who sees money, as the app role; and what happens when two officers click at once."""

from concurrent.futures import ThreadPoolExecutor
from threading import Barrier
from typing import Any

import pytest
from django.conf import settings
from django.db import DatabaseError, connection, transaction
from django.utils import timezone

from homeward.access import gate
from homeward.access.choices import Purpose, Role
from homeward.core.refusals import Refused
from homeward.files.models import StoredFile
from homeward.funds import actions
from homeward.funds.choices import Reason
from homeward.funds.models import Budget, Instalment, Payment, Proof, Reservation
from homeward.persons import actions as persons
from homeward.persons.models import Consent

TABLES = (Reservation, Instalment, Proof, StoredFile, Payment)


def seen(cast: Any, user: Any, purpose: Purpose = Purpose.CASEWORK) -> list[int]:
    with cast.as_app(user, purpose):
        return [model.objects.count() for model in TABLES]


@pytest.fixture
def paid(till: Any) -> Any:
    (instalment,) = till.plan_parts("1200")
    till.bring(instalment)
    till.pay(instalment)
    return till.cast


def test_without_an_actor_there_is_no_row(paid: Any) -> None:
    with paid.as_app():
        assert [model.objects.count() for model in TABLES] == [0] * 5


def test_the_drafter_and_the_fund_see_all(paid: Any) -> None:
    assert seen(paid, paid.partner) == [1] * 5
    assert seen(paid, paid.finance, Purpose.FINANCE) == [1] * 5


def test_for_another_purpose_the_fund_sees_its_own_rows_alone(paid: Any) -> None:
    assert seen(paid, paid.finance) == [0, 0, 0, 0, 1]


def test_the_stranger_and_the_counsellor_see_no_money(paid: Any) -> None:
    assert seen(paid, paid.stranger) == [0] * 5
    # The counsellor's role is not cleared for money, whatever is agreed.
    assert seen(paid, paid.owner) == [0] * 5


def test_withdrawal_closes_the_fund_s_view(paid: Any) -> None:
    with paid.as_app(paid.owner):
        given = Consent.objects.filter(recipient_org=paid.fund)
        persons.withdraw_consent([c.pk for c in given], by=paid.owner, at=paid.now)
    assert seen(paid, paid.finance, Purpose.FINANCE) == [0, 0, 0, 0, 1]


def test_nobody_reserves_for_a_plan_that_is_not_before_them(till: Any) -> None:
    cast, budget = till.cast, Budget.objects.get()
    for user, purpose in ((cast.secretary, Purpose.DECISION), (cast.finance, Purpose.FINANCE)):
        with pytest.raises(DatabaseError), transaction.atomic():
            reserve(cast, user, purpose, [till.plan.pk, budget.pk, cast.now])


def reserve(cast: Any, user: Any, purpose: Purpose, values: list[Any]) -> None:
    with cast.as_app(user, purpose), connection.cursor() as cursor:
        cursor.execute("select funds_reserve(%s, %s, %s)", values)


def test_two_officers_at_once_pay_once(own_database: None, till: Any) -> None:
    cast = till.cast
    other = cast.user("other", cast.fund, Role.FINANCE_OFFICER)
    (instalment,) = till.plan_parts("1200")
    till.bring(instalment)
    together = Barrier(2)

    def click(user: Any) -> str:
        try:
            with transaction.atomic():
                with connection.cursor() as cursor:
                    cursor.execute(f"set local role {settings.APP_ROLE}")
                with gate.acting_user(user.pk, Purpose.FINANCE):
                    found = Instalment.objects.get(pk=instalment.pk)
                    together.wait(timeout=20)
                    actions.pay(found, cast.now.date(), by=user, at=timezone.now())
            return "paid"
        except Refused as refused:
            return str(refused.reasons[0].value)
        finally:
            connection.close()

    with ThreadPoolExecutor(2) as clicks:
        said = sorted(clicks.map(click, [cast.finance, other]))
    assert said == ["paid", Reason.PAID_ALREADY]
    assert Payment.objects.count() == 1
    assert Budget.objects.get().paid == instalment.amount
