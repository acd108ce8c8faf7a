"""Why somebody can or can't see a row: each term of the gate in words, and what it rests on.

The terms explain; they never decide. What is answered is asked of the row policies themselves, as
that user (gate.looking_as), so that the page can't say what the database does not do. A further
term of the gate is a further function in TERMS; what none of them names shows as "something else".
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.db import connection
from django.db.models import QuerySet
from django.utils.translation import gettext as _
from psycopg import sql

from homeward.access import gate
from homeward.access.choices import CLEARANCE, DataClass, Purpose, Role
from homeward.access.models import User
from homeward.agreements import queries as agreements
from homeward.agreements.models import Clause
from homeward.agreements.pages import mark
from homeward.cases.models import Case, Fact
from homeward.core.patterns import ReasonLine
from homeward.core.templatetags.writing import short_date
from homeward.emergencies import queries as emergencies
from homeward.persons import ledger
from homeward.persons import queries as persons
from homeward.persons.models import Consent, Contact, LegalBasis, Person
from homeward.seals import queries as seals

# gate_recipient() of access/sql/gate.sql.
PURPOSES = 16


@dataclass(frozen=True, kw_only=True)
class Asked:
    """About whom, for what purpose, and which row; the row was read by who asks."""

    user: User
    purpose: Purpose
    row: Any
    on: date
    # What the database said when it was asked as this user.
    sees: bool
    still_shared: bool

    @property
    def data_class(self) -> DataClass:
        return DataClass(self.row.data_class)

    @property
    def person_id(self) -> Any:
        return self.row.pk if isinstance(self.row, Person) else self.row.person_id

    @property
    def is_own(self) -> bool:
        return bool(self.row.owner_org_id == self.user.organisation_id)


@dataclass(frozen=True)
class Answer:
    asked: Asked
    lines: Sequence[ReasonLine]

    @property
    def sees(self) -> bool:
        return self.asked.sees


def ask(user: User, row: Any, *, purpose: Purpose, on: date) -> Answer:
    """Only for a row that the asker has read: the answer tells of nothing else."""
    sees, still = _as_them(user, row, purpose)
    asked = Asked(user=user, purpose=purpose, row=row, on=on, sees=sees, still_shared=still)
    lines = [line for term in TERMS if (line := term(asked))]
    return Answer(asked, [*lines, *_unexplained(asked, lines)])


def _as_them(user: User, row: Any, purpose: Purpose) -> tuple[bool, bool]:
    if not user.is_active:
        return False, False
    person = row.pk if isinstance(row, Person) else row.person_id
    statement = sql.SQL(
        "select exists (select 1 from {} where id = %s), gate_still_shared(%s, %s::smallint)"
    ).format(sql.Identifier(row._meta.db_table))
    with gate.looking_as(user.pk, purpose), connection.cursor() as cursor:
        cursor.execute(statement, [row.pk, person, row.data_class])
        sees, still = cursor.fetchone()
    return sees, still


def _line(holds: bool, text: str, note: str = "") -> ReasonLine:
    return ReasonLine(text=text, state="ok" if holds else "no", note=note)


def active(asked: Asked) -> ReasonLine | None:
    return None if asked.user.is_active else _line(False, _("Their access is suspended."))


def cleared(asked: Asked) -> ReasonLine:
    """The role is cleared for the class, inside the organisation and under its agreements."""
    roles = [Role(role) for role in asked.user.roles]
    holds = any(asked.data_class in CLEARANCE[role] for role in roles)
    named = {"role": asked.user.role_label, "class": asked.data_class.label}
    return _line(
        holds,
        _("%(role)s is cleared for %(class)s.") % named
        if holds
        else _("%(role)s is not cleared for %(class)s.") % named,
    )


def own(asked: Asked) -> ReasonLine:
    named = {"org": asked.user.organisation, "owner": asked.row.owner_org}
    if asked.is_own:
        return _line(True, _("The row belongs to their own organisation, %(org)s.") % named)
    return ReasonLine(
        text=_("The row belongs to %(owner)s; they need a clause and a basis.") % named,
        state="unk",
    )


def clause(asked: Asked) -> ReasonLine | None:
    """Which clauses run from the owner to them for this class, in force or not."""
    if asked.is_own:
        return None
    about = agreements.clauses_between(
        asked.row.owner_org_id, asked.user.organisation_id, data_class=asked.data_class
    )
    for_this = [one for one in about if asked.purpose in one.purposes]
    note = _("; ").join(_cited(one, asked.on) for one in for_this or about)
    if asked.purpose == Purpose.COMPARISON:
        return _line(False, _("A clause for an encoded comparison opens no row to anybody."), note)
    if asked.purpose == Purpose.REFERRAL:
        return _line(
            False, _("A clause for referrals opens the facts chosen for each, not the file."), note
        )
    if clause_holds(asked):
        return _line(True, _("A clause in force covers class, purpose and programme."), note)
    return _line(False, _("No clause in force covers class, purpose and programme."), note)


def clause_holds(asked: Asked) -> bool:
    return (
        asked.user.organisation_id is not None
        and asked.purpose not in agreements.OPEN_NO_FILE
        and agreements.covers(
            from_org_id=asked.row.owner_org_id,
            to_org_id=asked.user.organisation_id,
            programme_id=asked.row.programme_id,
            classes=[asked.data_class],
            purpose=asked.purpose,
        )
    )


def _cited(one: Clause, on: date) -> str:
    """Article, agreement, its state and its dates."""
    paper = one.agreement
    named = {
        "number": one.number,
        "agreement": paper.number,
        "state": mark(paper, on)[1],
        "first": short_date(paper.starts_on),
        "last": short_date(paper.ends_on) if paper.ends_on else "",
        "purposes": one.purposes_in_words,
    }
    if paper.ends_on is None:
        return _(
            "article %(number)s of %(agreement)s (%(state)s, from %(first)s): %(purposes)s"
        ) % (named)
    return (
        _("article %(number)s of %(agreement)s (%(state)s, %(first)s to %(last)s): %(purposes)s")
        % named
    )


def basis(asked: Asked) -> ReasonLine | None:
    """A consent in force, or another recorded ground, folded into the row by the database."""
    if asked.is_own:
        return None
    consents = persons.consents_of(
        asked.person_id,
        recipient_id=asked.user.organisation_id,
        purpose=asked.purpose,
        covers=asked.data_class,
    )
    others = persons.other_grounds_of(
        asked.person_id,
        recipient_id=asked.user.organisation_id,
        purpose=asked.purpose,
        covers=asked.data_class,
    )
    words = [_consent_in_words(one, asked.on) for one in consents]
    note = _("; ").join([*words, *(_ground_in_words(one) for one in others)])
    if basis_holds(asked):
        return _line(True, _("A basis is recorded for this person and recipient."), note)
    return _line(False, _("No basis in force is recorded for this person and recipient."), note)


def basis_holds(asked: Asked) -> bool:
    if asked.user.organisation_id is None:
        return False
    recipient = asked.user.organisation_id * PURPOSES + asked.purpose
    return recipient in asked.row.shared_with and (
        asked.row.shared_until >= asked.on or asked.still_shared
    )


def _consent_in_words(one: Consent, on: date) -> str:
    named = {
        "sheet": str(one.sheet_id)[:8],
        "given": short_date(one.given_on),
        "until": short_date(one.until) if one.until else "",
        "withdrawn": short_date(one.withdrawn_at.date()) if one.withdrawn_at else "",
    }
    if one.withdrawn_at:
        return _("consent of %(given)s, sheet %(sheet)s, withdrawn %(withdrawn)s") % named
    if one.until and one.until < on:
        return _("consent of %(given)s, sheet %(sheet)s, ended %(until)s") % named
    if one.until:
        return _("consent of %(given)s until %(until)s, sheet %(sheet)s") % named
    return _("consent of %(given)s, sheet %(sheet)s") % named


def _ground_in_words(one: LegalBasis) -> str:
    """Another ground than consent, with its state and the second person."""
    named = {
        "ground": one.get_ground_display(),
        "state": one.get_status_display(),
        "until": short_date(one.until),
    }
    return _("%(ground)s (%(state)s, until %(until)s)") % named


def emergency(asked: Asked) -> ReasonLine | None:
    """An emergency access that is open now."""
    found = emergencies.open_for(asked.user, asked.person_id)
    if found is None:
        return None
    return _line(
        True,
        _("Emergency access is open until %(until)s.") % {"until": short_date(found.until)},
    )


def asylum(asked: Asked) -> ReasonLine | None:
    """Whatever else holds, as owner too."""
    if asked.data_class != DataClass.ASYLUM:
        return None
    if asylum_holds(asked):
        return _line(True, _("They are no authority of a country of origin of this person."))
    return _line(
        False, _("Asylum history is never visible to an authority of the country of origin.")
    )


def asylum_holds(asked: Asked) -> bool:
    org = asked.user.organisation
    if asked.data_class != DataClass.ASYLUM or org is None or not org.is_authority:
        return True
    return org.country_id not in persons.origins_of(asked.person_id)


def unblocked(asked: Asked) -> ReasonLine | None:
    """A block shows to whom it does not shut out, and so does this line."""
    if asked.is_own or asked.user.organisation is None:
        return None
    shut_out = ledger.shuts_out(asked.person_id, asked.user.organisation)
    return _line(False, _("The person has shut them out by a block.")) if shut_out else None


def unsealed(asked: Asked) -> ReasonLine | None:
    """Only the seal's own team reads this line, as only the team finds the seal."""
    found = seals.over(asked.person_id)
    if found is None or found.owner_org_id != asked.user.organisation_id:
        return None
    if any(member.user_id == asked.user.pk for member in seals.team(found)):
        return _line(True, _("The file is sealed, and they are in its team."))
    return _line(False, _("The file is sealed, and they are not in its team."))


def reception(asked: Asked) -> ReasonLine | None:
    if not isinstance(asked.row, Fact) or asked.purpose != Purpose.ARRIVAL:
        return None
    return _line(False, _("Reception reads the arrival's own row, not what the intake holds."))


Term = Callable[[Asked], ReasonLine | None]
TERMS: tuple[Term, ...] = (
    active, own, cleared, clause, basis, unblocked, unsealed, asylum, reception,
)  # fmt: skip


def _unexplained(asked: Asked, lines: Sequence[ReasonLine]) -> list[ReasonLine]:
    """Where the terms above say otherwise than the database did: another ground, another bar."""
    open_by_terms = all(line.state != "no" for line in lines)
    if open_by_terms == asked.sees:
        return []
    if asked.sees:
        return [emergency(asked) or _line(True, _("Another ground opens this row to them."))]
    return [_line(False, _("Something else closes this row to them."))]


def row_to_explain(case: Case, data_class: DataClass) -> Any:
    """One row of this class in a case, of those that the actor sees; None where there is none."""
    if data_class == DataClass.CASE:
        return case
    if data_class == DataClass.IDENTITY:
        rows: Any = Person.objects.filter(pk=case.person_id)
    elif data_class == DataClass.CONTACT:
        rows = Contact.objects.filter(person=case.person_id)
    else:
        rows = Fact.objects.filter(case=case, data_class=data_class)
    return rows.select_related("owner_org").order_by("pk").first()


def case_of_reference(reference: str) -> Case | None:
    return Case.objects.filter(reference=reference).select_related("owner_org").first()


def people_to_ask_about(user: User) -> QuerySet[User]:
    """Staff of the user's organisation and of those that clauses join with it."""
    near = agreements.organisations_near(user.organisation_id)
    return (
        User.objects.filter(organisation__in=near)
        .exclude(roles__contains=[Role.RETURNEE.value])
        .select_related("organisation")
        .order_by("organisation__name", "name")
    )
