"""What both sides' pages show of an instalment."""

from collections.abc import Iterable
from datetime import date
from decimal import Decimal
from typing import Any
from uuid import UUID

from django.utils import timezone
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from homeward.access.models import User
from homeward.access.permissions import can
from homeward.cases import queries as cases
from homeward.core.forms import BaseForm
from homeward.funds import queries, rules
from homeward.funds.choices import Check, InstalmentStatus, RequestStatus, Way
from homeward.funds.models import Instalment, Proof, Reservation, ReserveRequest
from homeward.ledger.models import Account, Book, Transaction
from homeward.tasks import queries as tasks

STATUS = {
    InstalmentStatus.PLANNED: "wait",
    InstalmentStatus.PROVEN: "now",
    InstalmentStatus.REFUSED: "no",
    InstalmentStatus.PAID: "ok",
    InstalmentStatus.CANCELLED: "shut",
    InstalmentStatus.RETURNED: "shut",
}
REQUEST = {
    RequestStatus.WAITING: "wait",
    RequestStatus.GRANTED: "ok",
    RequestStatus.REFUSED: "no",
}
# What the books call things, by the code of an account or of what happened.
ACCOUNTS = {
    "granted": _("Granted to the budget"),
    "available": _("Available"),
    "reserved": _("Reserved for plans"),
    "committed": _("Committed to instalments"),
    "paid": _("Paid"),
    "bank": _("Bank and cash"),
    "own": _("The office's own money"),
    "exchange": _("Exchange of currency"),
    "payable:person": _("Owed to persons"),
}
NAMED = {
    "expense": _("Spent: %(name)s"),
    "payable": _("Owed to %(name)s"),
    "due": _("Due from %(name)s"),
    "donor": _("Money of %(name)s"),
}
MEMOS = {
    "granted": _("Amount of the budget"),
    "reserved": _("Reserved for a plan"),
    "released": _("Given back"),
    "planned": _("Instalment planned"),
    "cancelled": _("Instalment cancelled"),
    "paid": _("Instalment paid"),
    "returned": _("Money came back"),
    "received": _("Money received"),
}
BOOKS = {"commitment": _("Commitments of %(name)s"), "cash": _("Cash of %(name)s")}
LINKS = [
    ("funds:books", "funds.read_books", _("Books")),
    ("funds:requests", "funds.decide_reserve", _("Requests to reserves")),
    ("funds:checks", "funds.set_rules", _("Checks before a payment")),
    ("funds:rates", "funds.enter_rates", _("Rates of exchange")),
    ("funds:suppliers", "funds.keep_registers", _("Suppliers")),
    ("funds:stock", "funds.keep_registers", _("Stock")),
]


class Nothing(BaseForm):
    """A confirmation asks for nothing but its button."""


def links(user: User) -> list[tuple[str, Any]]:
    return [(url, label) for url, action, label in LINKS if can(user, action)]


def account_name(account: Account) -> str:
    """An account in the reader's words; `name` is a supplier's or donor's own."""
    if account.code in ACCOUNTS:
        return str(ACCOUNTS[account.code])
    kind, _sign, code = account.code.partition(":")
    name = account.name or (str(Way(code).label) if code in Way.values else code)
    return str(NAMED.get(kind, "%(name)s")) % {"name": name}


def memo(transaction: Transaction) -> str:
    said = str(MEMOS.get(transaction.memo, transaction.memo))
    if transaction.reverses_id:
        return gettext("%(what)s, reversed") % {"what": said}
    return said


def book_name(book: Book) -> str:
    return str(BOOKS.get(book.kind, "%(name)s")) % {"name": book.name}


def money(amount: Decimal, currency: str) -> str:
    return f"{queries.amount_text(amount)} {currency}"


def request_kind(request: ReserveRequest) -> str:
    return REQUEST[RequestStatus(request.status)]


def wait_due(subject: UUID) -> date | None:
    wait = tasks.open_of_subjects([subject]).get(subject)
    return wait.due_on if wait else None


def reservations(found: Iterable[Reservation]) -> list[dict[str, Any]]:
    """With what no instalment holds; a plan that the reader sees no more is not named."""
    rows = list(found)
    titles = cases.titles([row.plan.case for row in rows])
    return [
        {"row": row, "title": titles[row.plan.case_id], "free": queries.left_to_plan(row)}
        for row in rows
    ]


def checks(instalment: Instalment) -> list[dict[str, Any]]:
    """Each check that is asked for, with who made it; what is missing says so."""
    proof = queries.last_proof(instalment)
    made = {c.check_code: c for c in queries.checks_made(instalment, proof)}
    asked = queries.checks_asked(instalment, on=timezone.localdate())
    return [
        {"check": check, "made": made.get(check), "on_the_spot": check in rules.MADE_ON_THE_SPOT}
        for check in Check
        if check in asked
    ]


def status(instalment: Instalment) -> str:
    return STATUS[InstalmentStatus(instalment.status)]


def rows(instalments: Iterable[Instalment]) -> list[dict[str, Any]]:
    found = list(instalments)
    titles = cases.titles([instalment.case for instalment in found])
    waits = tasks.open_of_subjects([instalment.pk for instalment in found])
    return [
        {
            "instalment": i,
            "title": titles[i.case_id],
            "kind": status(i),
            "due_on": waits[i.pk].due_on if i.pk in waits else None,
        }
        for i in found
    ]


def due_on(instalment: Instalment) -> date | None:
    """The day of the wait that is open on it, whoever holds it."""
    return wait_due(instalment.pk)


def of_instalment(instalment: Instalment) -> dict[str, Any]:
    """The facts of one instalment's page, with its papers and its payment."""
    return {
        "instalment": instalment,
        "case": instalment.case,
        "title": cases.titles([instalment.case])[instalment.case_id],
        "kind": status(instalment),
        "proofs": [(proof, refusal_of(proof)) for proof in queries.proofs(instalment)],
        "payment": queries.payment_of(instalment),
        "checks": checks(instalment),
        "voucher": queries.voucher_of(instalment),
        "delivery": queries.delivery_of(instalment),
    }


def refusal_of(proof: Proof) -> Any:
    return getattr(proof, "refusal", None)
