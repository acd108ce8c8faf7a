"""What both sides' pages show of an instalment."""

from collections.abc import Iterable
from datetime import date
from typing import Any

from homeward.cases import queries as cases
from homeward.funds import queries
from homeward.funds.choices import InstalmentStatus
from homeward.funds.models import Instalment, Proof
from homeward.tasks import queries as tasks

STATUS = {
    InstalmentStatus.PLANNED: "wait",
    InstalmentStatus.PROVEN: "now",
    InstalmentStatus.REFUSED: "no",
    InstalmentStatus.PAID: "ok",
    InstalmentStatus.CANCELLED: "shut",
}


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
    wait = tasks.open_of_subjects([instalment.pk]).get(instalment.pk)
    return wait.due_on if wait else None


def of_instalment(instalment: Instalment) -> dict[str, Any]:
    """The facts of one instalment's page, with its papers and its payment."""
    return {
        "instalment": instalment,
        "case": instalment.case,
        "title": cases.titles([instalment.case])[instalment.case_id],
        "kind": status(instalment),
        "proofs": [(proof, refusal_of(proof)) for proof in queries.proofs(instalment)],
        "payment": queries.payment_of(instalment),
    }


def refusal_of(proof: Proof) -> Any:
    return getattr(proof, "refusal", None)
