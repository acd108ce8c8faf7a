"""kill -9 while money is being paid: what was said to be paid is paid, and all books balance.

It starts processes, which takes its seconds.
"""

import os
import signal
import subprocess
import sys
from typing import Any

from django.db import connection

from homeward.funds.models import Budget, Instalment, Payment
from homeward.funds.tests import payer
from homeward.funds.tests.test_books import faults
from homeward.ledger.models import Transaction

PARTS = 24
KILLED_AFTER = (2, 7)


def pay_until_killed(user: int, ids: list[str], after: int) -> list[str]:
    """What the process said that it paid, up to its end."""
    words = [sys.executable, payer.__file__, str(connection.settings_dict["NAME"]), str(user), *ids]
    # Started by its file, so that its own folder is not searched for modules.
    environment = os.environ | {"PYTHONSAFEPATH": "1"}
    said = []
    with subprocess.Popen(words, env=environment, stdout=subprocess.PIPE, text=True) as process:
        assert process.stdout
        for line in process.stdout:
            said.append(line.strip())
            if len(said) == after:
                process.send_signal(signal.SIGKILL)
    return said


def test_no_payment_that_was_said_is_lost_and_none_is_half_done(
    own_database: None, till: Any
) -> None:
    planned = till.plan_parts(*["10"] * PARTS)
    for instalment in planned:
        till.bring(instalment)
    ids = [str(instalment.pk) for instalment in planned]
    said: list[str] = []
    for after in KILLED_AFTER:
        said += pay_until_killed(till.cast.finance.pk, ids, after)
        assert faults() == []
    said += pay_until_killed(till.cast.finance.pk, ids, PARTS + 1)
    paid = {str(pk) for pk in Payment.objects.values_list("instalment", flat=True)}
    # One may have been paid in the moment of the kill, before it could be said.
    assert set(said) <= paid
    assert len(said) == len(set(said))
    assert paid == set(ids)
    assert set(Instalment.objects.values_list("status", flat=True)) == {"paid"}
    assert Transaction.objects.filter(book=till.budget.cash_book_id).count() == PARTS
    assert Budget.objects.get().paid == 10 * PARTS
    assert faults() == []
