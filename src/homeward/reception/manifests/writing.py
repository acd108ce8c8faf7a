"""Sheets that leave: the template, and the rows that are to be mended. Pure."""

from collections.abc import Sequence

from django.utils.translation import gettext as _
from django.utils.translation import override

from homeward.core.spreadsheets import xlsx
from homeward.reception.manifests import words
from homeward.reception.manifests.reading import Fault, Read

RIGHT_TO_LEFT = {"ar"}


def headings(language: str) -> list[str]:
    return [words.heading(column, language) for column in words.columns()]


def explained(column: str) -> str:
    """What belongs into a column, in the page's language."""
    return str(
        {
            "number": _("The row’s number on the list, by which it is known again."),
            "family": _("The same number for all of one family; empty for a person alone."),
            "place": _("One head in each family; children belong to the head."),
            "case": _("Where the person has a case here already: its number. Else empty."),
            "given_name": _("In any script. Empty where it is not known."),
            "family_name": _("In any script. Empty where it is not known."),
            "sex": _("Female, male, other; empty for unknown."),
            "birth": _("A day, a month and year, or the year alone; the day comes first."),
            "age": _("In years, where the birth is not known."),
            "document_kind": _("What the number is of; empty for another document."),
            "document": _("As it stands on the document."),
            "language": _("The one that they speak best."),
            "phone": _("A number in the country of return, if there is one."),
            "destination": _("Where they go from the airport."),
            "luggage": _("How much, and what has to be fetched."),
            "needs": _("Several are parted by semicolons. Never a diagnosis."),
            "consent_on": _("The day on which the person signed that the desk and the case "
                            "manager are told. Empty: not signed."),
        }[column]
    )  # fmt: skip


def offered(column: str, language: str) -> list[str]:
    """The words that a column takes, where they are a closed list."""
    if column in {"sex", "place", "document_kind", "needs"}:
        return words.offered(column, language)
    return []


def template(language: str) -> bytes:
    """Headings alone: what stands below them would come in as somebody."""
    with override(language):
        return xlsx(_("Manifest"), headings(language), [], right_to_left=language in RIGHT_TO_LEFT)


def to_mend(read: Read, faults: Sequence[Fault], language: str) -> bytes:
    """The rows that can't be taken, each with its reasons: mended, the sheet is taken as it is."""
    columns = words.columns()
    by_line: dict[int, list[str]] = {}
    for fault in faults:
        told = f"{words.heading(fault.column, language)}: {fault.reason.label}"
        by_line.setdefault(fault.line, []).append(told)
    rows = [
        [*(read.cells.get(line, {}).get(column, "") for column in columns), " ".join(told)]
        for line, told in sorted(by_line.items())
    ]
    header = [*headings(language), _("Why not taken")]
    return xlsx(_("To mend"), header, rows, right_to_left=language in RIGHT_TO_LEFT)
