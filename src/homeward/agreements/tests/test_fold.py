"""What the database folds is exactly what the clauses say, computed here the slow way."""

from datetime import date, timedelta
from typing import Any

import pytest
from django.db import connection, transaction
from django.utils import timezone
from hypothesis import given, settings
from hypothesis import strategies as st

from homeward.access.choices import CLEARANCE, DataClass, Purpose, Role
from homeward.access.models import Organisation
from homeward.agreements.choices import Status
from homeward.agreements.models import Agreement, Clause, Party
from homeward.agreements.queries import OPEN_NO_FILE
from homeward.agreements.tests.conftest import Cast
from homeward.programmes.models import Programme

DAYS = st.integers(-3, 3)
PROGRAMMES = st.sets(st.integers(0, 2), max_size=2)
CLAUSES = st.fixed_dictionaries(
    {
        "from_org": st.integers(0, 2),
        "to_org": st.integers(0, 2),
        "data_classes": st.sets(st.sampled_from([1, 3, 4, 5]), min_size=1),
        "purposes": st.sets(st.sampled_from([1, 2, 3]), min_size=1),
        "programmes": PROGRAMMES,
        "may_write": st.booleans(),
    }
).filter(lambda clause: clause["from_org"] != clause["to_org"])
AGREEMENTS = st.fixed_dictionaries(
    {
        "status": st.sampled_from(Status.values),
        "starts": DAYS,
        "ends": st.none() | DAYS,
        "programmes": PROGRAMMES,
        "signed": st.booleans(),
        "clauses": st.lists(CLAUSES, max_size=3),
    }
).filter(lambda a: a["ends"] is None or a["ends"] >= a["starts"])


def scopes_in_python(
    drawn: list[dict[str, Any]],
    orgs: list[Organisation],
    programmes: list[Programme],
    *,
    purpose: Purpose,
    classes: set[DataClass],
    for_writing: bool,
) -> set[int]:
    """For the first of `orgs`: owner, programme and class of every row that clauses open to it."""
    return {
        (orgs[clause["from_org"]].pk << 24) | (programme.pk << 8) | data_class
        for agreement in drawn
        if agreement["status"] == "in_force" and agreement["signed"]
        if agreement["starts"] <= 0 and (agreement["ends"] is None or agreement["ends"] >= 0)
        for clause in agreement["clauses"]
        if clause["to_org"] == 0 and purpose in clause["purposes"]
        if purpose not in OPEN_NO_FILE and (clause["may_write"] or not for_writing)
        for data_class in clause["data_classes"] & classes
        for number, programme in enumerate(programmes)
        if not clause["programmes"] or number in clause["programmes"]
        if not agreement["programmes"] or number in agreement["programmes"]
    }


def _write(
    drawn: list[dict[str, Any]],
    orgs: list[Organisation],
    programmes: list[Programme],
    today: date,
) -> None:
    def numbers(chosen: set[int]) -> list[int]:
        return sorted(programmes[number].pk for number in chosen)

    for count, each in enumerate(drawn):
        agreement = Agreement.objects.create(
            number=f"H{count}",
            title="Drawn",
            kind="data_sharing",
            lead_org=orgs[0],
            status=each["status"],
            starts_on=today + timedelta(days=each["starts"]),
            ends_on=None if each["ends"] is None else today + timedelta(days=each["ends"]),
            programmes=numbers(each["programmes"]),
        )
        Party.objects.create(
            agreement=agreement, organisation=orgs[0], signed_on=today if each["signed"] else None
        )
        for article, clause in enumerate(each["clauses"]):
            Clause.objects.create(
                agreement=agreement,
                number=str(article),
                from_org=orgs[clause["from_org"]],
                to_org=orgs[clause["to_org"]],
                data_classes=sorted(clause["data_classes"]),
                purposes=sorted(clause["purposes"]),
                programmes=numbers(clause["programmes"]),
                may_write=clause["may_write"],
            )


@pytest.mark.parametrize(
    "purpose", [Purpose.CASEWORK, Purpose.ARRIVAL, Purpose.REFERRAL, Purpose.COMPARISON]
)
@pytest.mark.parametrize("for_writing", [False, True])
def test_the_scopes_are_those_of_the_clauses(
    cast: Cast, as_app, purpose: Purpose, for_writing: bool
) -> None:
    orgs = [cast.partner, cast.owner, cast.desk]
    programmes = [
        cast.programme,
        *(
            Programme.objects.create(
                code=code, name=code, lead_org=cast.owner, starts_on=date(2026, 1, 1)
            )
            for code in ("T2", "T3")
        ),
    ]
    classes = CLEARANCE[Role.CASE_MANAGER]

    @settings(max_examples=40)
    @given(st.lists(AGREEMENTS, max_size=3))
    def agrees(drawn: list[dict[str, Any]]) -> None:
        undo = transaction.savepoint()
        _write(drawn, orgs, programmes, timezone.localdate())
        with as_app(cast.case_manager, purpose), connection.cursor() as cursor:
            cursor.execute("select gate_scopes(%s)", [for_writing])
            (folded,) = cursor.fetchone()
            covered = _covered(cursor, orgs, programmes, purpose, classes)
        transaction.savepoint_rollback(undo)
        expected = scopes_in_python(
            drawn, orgs, programmes, purpose=purpose, classes=classes, for_writing=for_writing
        )
        assert set(folded) == expected
        assert len(folded) == len(set(folded))
        if purpose not in OPEN_NO_FILE and not for_writing:
            assert covered == expected

    agrees()


def _covered(
    cursor: Any,
    orgs: list[Organisation],
    programmes: list[Programme],
    purpose: Purpose,
    classes: set[DataClass],
) -> set[int]:
    """The same asked of gate_clause_covers, one owner, programme and class at a time."""
    cursor.execute(
        "select gate_scope(o, p, k) from unnest(%s::bigint[]) o, unnest(%s::bigint[]) p,"
        " unnest(%s::smallint[]) k where gate_clause_covers(o, p, k, %s, %s)",
        [
            [org.pk for org in orgs],
            [programme.pk for programme in programmes],
            sorted(classes),
            orgs[0].pk,
            int(purpose),
        ],
    )
    return {row[0] for row in cursor.fetchall()}
