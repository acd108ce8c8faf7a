"""What tells of a person stands under the gate, goes out with an export, goes in an erasure."""

import pytest
from django.apps import apps
from django.db import DatabaseError, connection
from django.db.models import Model

from homeward.access.models import Guarded, User
from homeward.access.person_level import RULES, Erasure
from homeward.audit.models import Account
from homeward.audit.tracking import HISTORY
from homeward.persons.models import Person, SearchTokens
from homeward.tasks.models import Task

# An account is not a file: it names the person it belongs to, and is opened by a sign-in.
NOT_A_FILE = {User, Account}
# The app role may not even ask.
CLOSED = {SearchTokens}


def person_level() -> set[type[Model]]:
    """Guarded rows, rows that name a person, and whatever hangs on one of these."""
    ours = [m for m in apps.get_models() if m.__module__.startswith("homeward.")]
    found = {
        model
        for model in ours
        if issubclass(model, Guarded) or any(f.attname == "person_id" for f in model._meta.fields)
    }
    found |= {Person}
    while True:
        hanging = {
            model
            for model in ours
            if any(field.related_model in found - NOT_A_FILE for field in model._meta.fields)
        }
        if hanging <= found:
            return found - NOT_A_FILE
        found |= hanging


def name(model: type[Model]) -> str:
    return model._meta.label


MODELS = sorted(person_level(), key=name)


def test_every_person_level_model_has_an_export_and_an_erasure_rule() -> None:
    assert [name(model) for model in MODELS if model not in RULES] == []


@pytest.mark.parametrize("model", MODELS, ids=name)
def test_the_fields_an_erasure_empties_are_there(model: type[Model]) -> None:
    rule = RULES[model]
    columns = {field.attname for field in model._meta.fields} | {f.name for f in model._meta.fields}
    assert set(rule.clear) <= columns
    assert rule.person_field in columns
    assert rule.erasure == Erasure.CLEAR or not rule.clear


@pytest.mark.parametrize("model", MODELS, ids=name)
def test_its_table_is_under_the_gate(db: None, model: type[Model]) -> None:
    with connection.cursor() as cursor:
        cursor.execute(
            "select c.relrowsecurity, count(p.oid) filter (where p.polpermissive and p.polcmd in"
            " ('r', '*')) from pg_class c left join pg_policy p on p.polrelid = c.oid"
            " where c.oid = %s::regclass group by 1",
            [model._meta.db_table],
        )
        secured, readers = cursor.fetchone()
    assert secured, "row level security is off"
    assert readers, "no policy says who reads it"


@pytest.mark.parametrize("model", MODELS, ids=name)
def test_nobody_reads_it_without_an_actor(as_app, model: type[Model]) -> None:
    if model in CLOSED:
        with pytest.raises(DatabaseError, match="permission denied"), as_app():
            model._default_manager.exists()
    else:
        with as_app():
            assert not model._default_manager.exists()


def test_homeward_check_finds_no_loose_function_view_or_right(db: None) -> None:
    from homeward.config import check  # noqa: PLC0415

    with connection.cursor() as cursor:
        cursor.execute("set local role homeward_app")
    found = [
        fault
        for ask in (
            check._server,
            check._role,
            check._guarded,
            check._functions,
            check._views,
            check._log,
            check._history,
        )
        for fault in ask()
    ]
    assert found == []


# Tokens are kept out of every copy; a wait that is done stays as its own history.
WITHOUT_HISTORY = {SearchTokens, Task}
# Each row of these is a step of its own, with who took it and when: added, ended, never rewritten.
REGISTERS = {
    # Written with a proposal or a decision on it, which stand.
    "allocations.Displacement",
    "allocations.PlaceDecision",
    # What was said of a pair stands; a later answer holds instead. Its sides are written once.
    "duplicates.Answer",
    "duplicates.Side",
    # Answers of a draft are kept at every step; submitted, the database lets nobody change them.
    "assessments.AnswerSet",
    "cases.Accountability",
    "cases.CaseProcedure",
    "cases.SecurityReading",
    "cases.WorkerChange",
    # Its steps are its history: a copy of what it was would outlive the ground on which it stands.
    "crossmatches.Crossmatch",
    "crossmatches.CrossmatchStep",
    # Gone when the answer is there.
    "crossmatches.Ticket",
    # Invited, and then came or not: once.
    "counselling.Guest",
    "counselling.Participant",
    # Whether a case moves, as the database found it; the reports of rehearsals stay.
    "handovers.HandoverRow",
    "emergencies.EmergencyAccess",
    "emergencies.EmergencyReview",
    "evaluations.ExtractedPerson",
    "exports.ExportedPerson",
    # A word said, or a try made, stands; a later one holds instead.
    "followups.ContactWish",
    "followups.Try",
    # A word said stands; a later one holds instead.
    "funds.Receipt",
    # Entered by a trigger of the case alone, whose history tells when a day was corrected.
    "indicators.Cohort",
    # What was shown, and what was chosen of it: both at once.
    "matches.Proposal",
    # Put on a list that goes along, and never rewritten.
    "offline.TakenRow",
    "oversight.Affected",
    "packages.SentPackage",
    "packages.TakenPackage",
    "persons.DeletionNotice",
    # Ended when a file comes or goes, and the next one stands beside it.
    "persons.JoinedFile",
    "reception.CheckIn",
    "reception.HandOver",
    "rights.ErasureDecision",
    "rights.Hold",
    "rights.PersonCopy",
    "rights.Rectification",
    "rights.RightsRequest",
    "seals.Seal",
    "seals.SealedFile",
    "seals.TeamMember",
    # Made, used and ended, once each; the database lets nothing else of it be changed.
    "signins.Code",
    "signins.SignIn",
}


def test_every_person_level_model_keeps_a_history_under_the_gate() -> None:
    kept = {model for model in MODELS if model not in set(HISTORY.values())}
    without = kept - HISTORY.keys() - WITHOUT_HISTORY
    assert {name(model) for model in without} == REGISTERS
    assert {HISTORY[model] for model in kept & HISTORY.keys()} <= RULES.keys()
