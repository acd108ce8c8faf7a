"""Every write on papers."""

from dataclasses import dataclass
from datetime import date, datetime

from django.db import transaction

from homeward.access.models import User
from homeward.access.permissions import require
from homeward.cases.actions import ensure_next_step
from homeward.cases.models import Case
from homeward.core.refusals import refuse_if
from homeward.files import actions as files
from homeward.papers import queries, rules
from homeward.papers.choices import CLASSES, ExpiryKnown, Original, PaperKind
from homeward.papers.models import Paper
from homeward.persons.models import Person
from homeward.tasks import actions as tasks
from homeward.tasks.choices import TaskKind


@dataclass(frozen=True, kw_only=True)
class Said:
    """What is known of a paper. `content` is empty where there is no copy yet."""

    kind: PaperKind
    person: Person
    title: str = ""
    number: str = ""
    issued_by: str = ""
    issued_on: date | None = None
    expiry_known: ExpiryKnown = ExpiryKnown.UNKNOWN
    expires_on: date | None = None
    original: Original = Original.UNKNOWN
    content: bytes = b""
    file_name: str = ""


@transaction.atomic
def keep(case: Case, said: Said, *, replaces: Paper | None = None, by: User, at: datetime) -> Paper:
    """Keeps a paper with its copy. One that replaces another ends the wait to renew that one."""
    require(by, "papers.keep")
    case = Case.objects.select_for_update(of=("self",)).get(pk=case.pk)
    data_class = CLASSES[said.kind]
    replaced = replaces is not None and Paper.objects.filter(replaces=replaces).exists()
    refuse_if(
        rules.reasons_not_to_keep(
            rules.KeepingFacts(
                is_open=case.is_open,
                of_household=said.person.household_id == case.household_id,
                cleared=queries.is_cleared(by, data_class),
                replaces_current=not replaced,
                issued_on=said.issued_on,
                expiry_known=said.expiry_known,
                expires_on=said.expires_on,
                today=at.date(),
            )
        )
    )
    file = None
    if said.content:
        file = files.store(
            said.content,
            said.file_name,
            person_id=said.person.pk,
            programme_id=case.programme_id,
            data_class=data_class,
            by=by,
        )
    paper = Paper.objects.create(
        case=case,
        person=said.person,
        programme_id=case.programme_id,
        owner_org=by.organisation_of_rows,
        data_class=data_class,
        kind=said.kind,
        title=said.title,
        number=said.number,
        issued_by=said.issued_by,
        issued_on=said.issued_on,
        expiry_known=said.expiry_known,
        expires_on=said.expires_on,
        original=said.original,
        file=file,
        replaces=replaces,
        added_at=at,
        added_by=by,
    )
    if replaces is not None:
        tasks.end(TaskKind.RENEW_PAPER, replaces.pk, at=at)
        ensure_next_step(case.pk, by=by, at=at)
    return paper
