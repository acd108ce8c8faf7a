"""The consent sheet in words: for its page and for its PDF."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from homeward.access.choices import DataClass, Purpose
from homeward.access.models import Organisation, User
from homeward.cases.models import Case
from homeward.core.commas import enumerated
from homeward.persons import queries as persons
from homeward.persons.actions import Giving
from homeward.persons.choices import ConsentWay
from homeward.persons.models import Person
from homeward.places.names import language_name


@dataclass(frozen=True)
class Paper:
    """A sheet as it is printed: given already, or to be signed."""

    people: Sequence[Person]
    lines: Sequence[tuple[Organisation, Purpose, Sequence[DataClass]]]
    giving: Giving
    recorded_by: User | None = None

    @property
    def signing(self) -> list[tuple[Person, bool]]:
        """Who signs, and whether the guardian does it for them."""
        on = self.giving.given_on
        given_so = self.giving.way == ConsentWay.GUARDIAN
        return [(person, given_so or persons.is_minor(person, on=on)) for person in self.people]

    @property
    def only_children(self) -> bool:
        return all(by_guardian for _person, by_guardian in self.signing)

    @property
    def language(self) -> str:
        return language_name(self.giving.language)


def of_sheet(case: Case, paper: Paper) -> dict[str, Any]:
    return {
        "title": _("Consent to share my data"),
        "organisation": case.owner_org.name,
        "reference": case.reference,
        "lead": case.reference,
        "sentence": _sentence(paper),
        "people": [_person(person) for person in paper.people],
        "header": [_("Organisation"), _("For"), _("Data")],
        "lines": [
            [org.name, str(purpose.label), enumerated(str(one.label) for one in classes)]
            for org, purpose, classes in paper.lines
        ]
        or [[_("Nobody: nothing was chosen."), " ", " "]],
        "promises": _promises(paper),
        "explained": _explained(paper),
        "signing": _signing(paper),
    }


def _sentence(paper: Paper) -> str:
    if paper.only_children:
        return _(
            "As guardian I allow the organisations below to see the data named beside them, about"
            " the child or children named here."
        )
    return ngettext(
        "I allow the organisations below to see the data named beside them, about me.",
        "We allow the organisations below to see the data named beside them, about us.",
        len(paper.people),
    )


def _person(person: Any) -> str:
    return f"{person}, {_('born')} {person.birth_as_known or _('Unknown')}"


def _promises(paper: Paper) -> list[str]:
    until = paper.giving.until
    end = _("It ends on %(day)s.") % {"day": date_format(until)} if until else ""
    return [
        _("I was told that refusing never loses me essential aid."),
        _(
            "I can withdraw this any day, in whole or in part, without giving a reason. From then"
            " on these organisations no longer see the data."
        ),
        _(
            "My asylum history is never given to an authority of my country of origin, whatever"
            " I sign."
        ),
        end or _("No end was agreed."),
    ]


def _explained(paper: Paper) -> str:
    told = _("It was explained to me in this language: %(language)s.") % {
        "language": paper.language
    }
    if paper.giving.guardian:
        guardian = _("Guardian of the children: %(name)s.") % {"name": paper.giving.guardian}
        return f"{told} {guardian}"
    return told


def _signing(paper: Paper) -> list[str]:
    lines = [
        (
            _("For %(name)s: date, signature or mark of the guardian")
            if by_guardian
            else _("%(name)s: date, signature or mark")
        )
        % {"name": person}
        for person, by_guardian in paper.signing
    ]
    if paper.giving.witness or paper.giving.way == ConsentWay.WITNESSED_ORAL:
        lines.append(_("Witness %(name)s: date, signature") % {"name": paper.giving.witness})
    org = _("For the organisation: date, name, signature")
    return [*lines, f"{org} ({paper.recorded_by})" if paper.recorded_by else org]
