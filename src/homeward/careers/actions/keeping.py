"""Work, skills and certificates: added, certified, recognised, set aside."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal
from typing import Any

from django.db import transaction

from homeward.access.models import User
from homeward.access.permissions import require
from homeward.assessments.models import Assessment
from homeward.careers import queries, rules
from homeward.careers.actions.base import facts_of, locked
from homeward.careers.choices import Reason, Recognition, SkillLevel
from homeward.careers.models import CareerRow, Certificate, HeldSkill, PastWork
from homeward.cases.choices import SaidBy
from homeward.cases.models import Case
from homeward.core.refusals import Refused, refuse_if
from homeward.occupations.models import Occupation, Skill
from homeward.papers.models import Paper
from homeward.persons.models import Person


@dataclass(frozen=True, kw_only=True)
class Source:
    """Who says so and when; and the answer of an assessment that it was taken from."""

    said_on: date
    said_by: SaidBy = SaidBy.PERSON
    said_by_name: str = ""
    assessment: Assessment | None = None
    answer_place: str = ""


@dataclass(frozen=True, kw_only=True)
class Work:
    occupation: Occupation | None = None
    called: str = ""
    years: Decimal | None = None
    from_on: date | None = None
    to_on: date | None = None
    is_current: bool = False
    country_id: str | None = None
    employer: str = ""
    # Those of the occupation that the person has.
    skills: Sequence[Skill] = ()


@dataclass(frozen=True, kw_only=True)
class Shown:
    """What a certificate says. `skills` are those it certifies."""

    title: str
    issuer: str = ""
    number: str = ""
    issued_on: date | None = None
    ends_on: date | None = None
    occupation: Occupation | None = None
    recognition: Recognition = Recognition.UNKNOWN
    recognised_by: str = ""
    recognised_in_id: str | None = None
    verification_link: str = ""
    paper: Paper | None = None
    skills: Sequence[Skill] = ()


@transaction.atomic
def add_work(
    case: Case, person: Person, work: Work, *, source: Source, by: User, at: datetime
) -> PastWork:
    """An occupation held, with those of its skills that the person has."""
    require(by, "careers.keep")
    case = locked(case)
    period = rules.Period(
        occupation_id=work.occupation.pk if work.occupation else 0,
        years=work.years,
        from_on=work.from_on,
        to_on=work.to_on,
        is_current=work.is_current,
    )
    refuse_if(
        rules.reasons_not_to_add_work(
            facts_of(case, person),
            period,
            is_named=work.occupation is not None or bool(work.called.strip()),
            is_new=not _is_taken_up(PastWork, source),
            today=at.date(),
        )
    )
    row = PastWork(
        occupation=work.occupation,
        called=work.called,
        years=work.years,
        from_on=work.from_on,
        to_on=None if work.is_current else work.to_on,
        is_current=work.is_current,
        country_id=work.country_id or None,
        employer=work.employer,
        **_of_answer(source),
        **_row(person, source, by=by, at=at),
    )
    row.save(force_insert=True)
    if work.skills:
        _add_skills(person, work.skills, SkillLevel.OWN_WORD, source=source, by=by, at=at)
    return row


@transaction.atomic
def add_skills(
    case: Case,
    person: Person,
    skills: Sequence[Skill],
    level: SkillLevel = SkillLevel.OWN_WORD,
    *,
    source: Source,
    by: User,
    at: datetime,
) -> int:
    """Those not held yet; one held by a weaker word is raised. Gives how many were written."""
    require(by, "careers.keep")
    refuse_if(rules.reasons_of_case(facts_of(locked(case), person)))
    if not skills:
        raise Refused(Reason.NO_SKILL)
    return _add_skills(person, skills, level, source=source, by=by, at=at)


@transaction.atomic
def keep_certificate(
    case: Case, person: Person, shown: Shown, *, source: Source, by: User, at: datetime
) -> Certificate:
    """A certificate, and the skills that it shows as certified."""
    require(by, "careers.keep")
    case = locked(case)
    recognised = shown.recognition == Recognition.RECOGNISED
    refuse_if(
        rules.reasons_not_to_keep_certificate(
            facts_of(case, person),
            rules.CertificateFacts(
                has_title=bool(shown.title.strip()),
                issued_on=shown.issued_on,
                ends_on=shown.ends_on,
                is_https=not shown.verification_link
                or shown.verification_link.startswith("https://"),
                says_who_recognises=not recognised or bool(shown.recognised_by.strip()),
                is_their_paper=shown.paper is None or shown.paper.person_id == person.pk,
                is_new=not _is_taken_up(Certificate, source),
            ),
            today=at.date(),
        )
    )
    row = Certificate(
        **{name: value for name, value in vars(shown).items() if name != "skills"},
        **_of_answer(source),
        **_row(person, source, by=by, at=at),
    )
    row.recognised_in_id = shown.recognised_in_id or None
    row.save(force_insert=True)
    if shown.skills:
        _add_skills(
            person, shown.skills, SkillLevel.CERTIFIED, certificate=row, source=source, by=by, at=at
        )
    return row


@transaction.atomic
def change_recognition(
    certificate: Certificate,
    recognition: Recognition,
    *,
    recognised_by: str = "",
    recognised_in_id: str | None = None,
    by: User,
    at: datetime,
) -> Certificate:
    """What became of asking for recognition; what was known before stays in the history."""
    require(by, "careers.keep")
    row = Certificate.objects.select_for_update(of=("self",)).get(pk=certificate.pk)
    if recognition == Recognition.RECOGNISED and not recognised_by.strip():
        raise Refused(Reason.NOT_RECOGNISED_BY)
    row.recognition, row.recognised_by = recognition, recognised_by
    row.recognised_in_id = recognised_in_id or None
    row.save(update_fields=["recognition", "recognised_by", "recognised_in"])
    return row


@transaction.atomic
def set_aside(row: CareerRow, why: str, *, by: User, at: datetime) -> None:
    """Takes it off the profile. The row stays with the reason, and is not proposed again."""
    require(by, "careers.keep")
    if not why.strip():
        raise Refused(Reason.NO_WHY)
    kept = type(row)._default_manager.select_for_update(of=("self",)).get(pk=row.pk)
    if kept.set_aside_at is not None:
        return
    kept.set_aside_at, kept.set_aside_why = at, why
    kept.save(update_fields=["set_aside_at", "set_aside_why"])


@transaction.atomic
def dismiss(
    case: Case,
    person: Person,
    text: str,
    why: str,
    *,
    is_work: bool,
    source: Source,
    by: User,
    at: datetime,
) -> None:
    """An answer that is not taken up: kept as left out, so that it is not proposed again."""
    require(by, "careers.keep")
    refuse_if(rules.reasons_of_case(facts_of(locked(case), person)))
    if not why.strip():
        raise Refused(Reason.NO_WHY)
    if _is_taken_up(PastWork if is_work else Certificate, source):
        return
    fields = {
        **_of_answer(source),
        **_row(person, source, by=by, at=at),
        "set_aside_at": at,
        "set_aside_why": why,
    }
    row = PastWork(called=text, **fields) if is_work else Certificate(title=text, **fields)
    row.save(force_insert=True)


def _row(person: Person, source: Source, *, by: User, at: datetime) -> dict[str, Any]:
    return {
        "person": person,
        "programme_id": person.programme_id,
        "owner_org": by.organisation_of_rows,
        "said_by": source.said_by,
        "said_by_name": source.said_by_name,
        "said_on": source.said_on,
        "added_at": at,
        "added_by": by,
    }


def _of_answer(source: Source) -> dict[str, Any]:
    return {"assessment": source.assessment, "answer_place": source.answer_place}


def _is_taken_up(model: type[PastWork | Certificate], source: Source) -> bool:
    if source.assessment is None:
        return False
    taken = queries.taken_up(model, [source.assessment.pk])
    return (source.assessment.pk, source.answer_place) in taken


STRENGTH = {level: number for number, level in enumerate(SkillLevel)}


def _add_skills(
    person: Person,
    skills: Collection[Skill],
    level: SkillLevel,
    *,
    certificate: Certificate | None = None,
    source: Source,
    by: User,
    at: datetime,
) -> int:
    held: dict[int, HeldSkill] = {
        row.skill_id: row
        for row in queries.standing(HeldSkill)
        .filter(person=person, owner_org=by.organisation_of_rows)
        .select_for_update(of=("self",))
    }
    written = 0
    for skill in {skill.pk: skill for skill in skills}.values():
        row = held.get(skill.pk)
        if row is None:
            row = HeldSkill(skill=skill, **_row(person, source, by=by, at=at))
        elif STRENGTH[SkillLevel(row.level)] >= STRENGTH[level] and certificate is None:
            continue
        row.level, row.certificate = level, certificate or row.certificate
        row.said_by, row.said_by_name = source.said_by, source.said_by_name
        row.said_on = source.said_on
        row.save()
        written += 1
    return written
