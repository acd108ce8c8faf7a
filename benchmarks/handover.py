"""Hands a caseload over and kills it twice: `python handover.py CASES`, after fill.py.

Households are copied until so many cases are there (indicators_fill.py). The organisation that
answers for most of them hands over to an agency of the country of return: nine in ten persons have
agreed, others said no, block the agency or were not reached. The process that moves is killed with
kill -9 twice; then counts, owners and all figures are compared. It works in HOMEWARD_HOME, which
has to be a database of the demo that nobody needs any more.
"""

import os
import signal
import subprocess
import sys
import time
from typing import Any

os.environ["HOMEWARD_DB_AS"] = "owner"
import django

django.setup()

import indicators_fill  # noqa: E402
from django.conf import settings  # noqa: E402
from django.db import connection, transaction  # noqa: E402
from django.utils import timezone  # noqa: E402

from homeward.access import gate  # noqa: E402
from homeward.access.choices import OrganisationKind, Role  # noqa: E402
from homeward.access.models import Organisation, User  # noqa: E402
from homeward.agreements.models import Agreement, Clause, Party  # noqa: E402
from homeward.cases.models import Case  # noqa: E402
from homeward.handovers import actions, queries  # noqa: E402
from homeward.handovers.choices import Asylum, Outcome  # noqa: E402
from homeward.handovers.models import HandoverRow, Stage  # noqa: E402
from homeward.indicators import jobs as indicators  # noqa: E402

MOVER = """
import sys, uuid, django
django.setup()
from homeward.handovers import actions
actions.run(uuid.UUID(sys.argv[1]), progress=lambda n: print(n, flush=True))
"""
# After so many shares of the cases the process is killed.
KILLED_AT = (0.2, 0.6)
FIGURES = """
select definition_id, cut, period, starts_on, programme_id, host_country_id, origin_country_id,
    area_id, organisation_id, donor_id, sex, age_band, wave, currency, numerator, denominator,
    value, persons, unknown
from indicators_figure where replaced_at is null
"""


def main(wanted: int) -> None:
    lead, programme = _lead()
    _multiply(lead, wanted)
    agency = _agency(lead)
    _open_to(lead, agency)
    stage, manager = _signed(lead, agency, programme)
    _hand_over(stage, lead, agency, manager, _figures())


def _hand_over(
    stage: Stage, lead: Organisation, agency: Organisation, manager: User, before: set[Any]
) -> None:
    began = time.monotonic()
    with _as(manager):
        report = actions.rehearse(stage, by=manager, at=timezone.now())
    print(f"rehearsed in {time.monotonic() - began:.0f} s: {report.moves} would move,"
          f" {report.stays} stay {report.reasons}", flush=True)  # fmt: skip
    began = time.monotonic()
    with _as(manager):
        actions.begin(stage, by=manager, at=timezone.now())
    print(f"begun in {time.monotonic() - began:.0f} s", flush=True)
    began = time.monotonic()
    for share in (*KILLED_AT, 2):
        _run_until(stage, report.moves, share)
        print(f"  {_moved(stage)} have moved after {time.monotonic() - began:.0f} s", flush=True)
    _show(stage, lead, agency, report.moves, before)


def _lead() -> tuple[Organisation, Any]:
    with connection.cursor() as cursor:
        cursor.execute(
            "select accountable_org_id, programme_id from cases_case group by 1, 2"
            " order by count(*) desc limit 1"
        )
        org, programme = cursor.fetchone()
    return Organisation.objects.get(pk=org), Case.objects.filter(programme=programme)[0].programme


def _multiply(lead: Organisation, wanted: int) -> None:
    with connection.cursor() as cursor:
        cursor.execute("select count(*) from cases_case where accountable_org_id = %s", [lead.pk])
        cases = cursor.fetchone()[0]
        cursor.execute("select count(*) from persons_person")
        persons = cursor.fetchone()[0]
    indicators_fill.main(persons * -(-wanted // cases))


def _agency(lead: Organisation) -> Organisation:
    """It takes the lead's place in every agreement, under new ones that all have signed."""
    agency = Organisation.objects.create(
        name="National reintegration agency", kind=OrganisationKind.AUTHORITY,
        country_id=lead.country_id, is_generated=True,
    )  # fmt: skip
    agreement = Agreement.objects.create(
        number="HANDOVER", title="Handover", kind="data_sharing", lead_org=lead,
        status="in_force", starts_on="2020-01-01",
    )  # fmt: skip
    held = list(Clause.objects.filter(from_org=lead)) + list(Clause.objects.filter(to_org=lead))
    others = {clause.from_org_id for clause in held} | {clause.to_org_id for clause in held}
    for org in {agency.pk, lead.pk, *others}:
        Party.objects.create(
            agreement=agreement, organisation_id=org, signed_on="2020-01-01", signatory="S"
        )
    for number, clause in enumerate(held, start=1):
        clause.pk, clause.agreement, clause.number = None, agreement, str(number)
        if clause.from_org_id == lead.pk:
            clause.from_org = agency
        else:
            clause.to_org = agency
        clause.data_classes = [each for each in clause.data_classes if each != 7]
        clause.save(force_insert=True)
    Clause.objects.create(
        agreement=agreement, number="0", from_org=lead, to_org=agency, purposes=[1],
        data_classes=[1, 2, 3, 4, 5, 6, 8, 9, 10], may_write=True,
    )  # fmt: skip
    return agency


def _open_to(lead: Organisation, agency: Organisation) -> None:
    """What everybody answered, written past the triggers: a refold of each person takes hours."""
    recipient = agency.pk * 16 + 1
    with transaction.atomic(), connection.cursor() as cursor:
        cursor.execute("set local session_replication_role = replica")
        cursor.execute(
            "insert into persons_consentsheet (id, owner_org_id, data_class, programme_id,"
            " person_id, shared_with, shared_until, language, way, witness, guardian, given_on,"
            " recorded_by_id, recorded_at) select md5(p.id::text || 'sheet')::uuid,"
            " p.owner_org_id, 4, p.programme_id, p.id, '{}', '9999-12-31', 'en', 'signature', '',"
            " '', current_date, (select min(id) from access_user), now() from persons_person p"
        )
        cursor.execute(
            "insert into persons_consent (id, owner_org_id, data_class, programme_id, person_id,"
            " shared_with, shared_until, sheet_id, recipient_org_id, purpose, covers, given_on,"
            " known_from) select md5(s.id::text || c)::uuid, s.owner_org_id, 4, s.programme_id,"
            " s.person_id, '{}', '9999-12-31', s.id, %s, 1, c, s.given_on, now()"
            " from persons_consentsheet s cross join unnest(array[1,2,3,4,5,6,8,9,10]) c"
            " where s.id = md5(s.person_id::text || 'sheet')::uuid"
            " and hashtext(s.person_id::text) %% 20 <> 0",
            [agency.pk],
        )
        cursor.execute("select name, person_column from access_guarded")
        for name, column in cursor.fetchall():
            cursor.execute(
                f"update {name} set shared_with = shared_with || %s"
                f" where hashtext({column}::text) %% 20 <> 0",
                [recipient],
            )
        cursor.execute(
            "insert into persons_block (id, owner_org_id, data_class, programme_id, person_id,"
            " shared_with, shared_until, organisation_id, reason, set_at, set_by_id)"
            " select md5(p.id::text || 'block')::uuid, p.owner_org_id, 4, p.programme_id, p.id,"
            " '{}', '9999-12-31', %s, '', now(), (select min(id) from access_user)"
            " from persons_person p where hashtext(p.id::text) %% 100 = 7",
            [agency.pk],
        )
        cursor.execute("analyze")


def _signed(lead: Organisation, agency: Organisation, programme: Any) -> tuple[Stage, User]:
    users = {
        name: User.objects.create(
            email=f"{name}@handover.homeward.example",
            name=name,
            organisation=org,
            roles=[Role.PROGRAMME_MANAGER.value],
            is_generated=True,
        )
        for name, org in (("a", lead), ("b", lead), ("c", agency), ("d", agency))
    }
    manager, now = users["a"], timezone.now()
    agreement = Agreement.objects.get(number="HANDOVER")
    with _as(manager):
        held = actions.draft(programme, "To the agency", by=manager, at=now)
        stage = actions.plan(
            held, agency, agreement, from_on=now.date(), asylum=Asylum.ERASE, by=manager, at=now
        )
        for line in queries.lines_of(held):
            actions.decide(line, Outcome.PASSES, by=manager, at=now)
        actions.offer(held, by=manager, at=now)
    for user in users.values():
        with _as(user):
            actions.sign(held, by=user, at=now)
    return Stage.objects.get(pk=stage.pk), manager


class _as:  # noqa: N801 - read as a word
    """The block as this user, under the app's role."""

    def __init__(self, user: User) -> None:
        self.user = user

    def __enter__(self) -> None:
        self.whole = transaction.atomic()
        self.whole.__enter__()
        with connection.cursor() as cursor:
            cursor.execute(f"set local role {settings.APP_ROLE}")
        self.actor = gate.acting_user(self.user.pk)
        self.actor.__enter__()

    def __exit__(self, *error: Any) -> None:
        self.actor.__exit__(*error)
        if error[0] is None:
            with connection.cursor() as cursor:
                cursor.execute("reset role")
        self.whole.__exit__(*error)


def _figures() -> set[Any]:
    indicators.compute()
    with connection.cursor() as cursor:
        cursor.execute(FIGURES)
        return set(cursor.fetchall())


def _run_until(stage: Stage, moves: int, share: float) -> None:
    environment = os.environ | {"HOMEWARD_DB_AS": "app"}
    words = [sys.executable, "-c", MOVER, str(stage.pk)]
    with subprocess.Popen(words, env=environment, stdout=subprocess.PIPE, text=True) as process:
        assert process.stdout
        at = _moved(stage)
        for line in process.stdout:
            at += int(line)
            if at >= moves * share:
                process.send_signal(signal.SIGKILL)
                break


def _moved(stage: Stage) -> int:
    return HandoverRow.objects.filter(stage=stage, state="moved").count()


def _show(
    stage: Stage, lead: Organisation, agency: Organisation, moves: int, before: set[Any]
) -> None:
    stage = Stage.objects.get(pk=stage.pk)
    moved = HandoverRow.objects.filter(stage=stage, state="moved")
    people = (
        "select p.id from handovers_handoverrow r join cases_case c on c.id = r.case_id"
        " join persons_person p on p.household_id = c.household_id where r.state = 'moved'"
    )
    left = {}
    with connection.cursor() as cursor:
        cursor.execute("select name, person_column from access_guarded")
        for name, column in cursor.fetchall():
            cursor.execute(
                f"select count(*) from {name} where owner_org_id = %s and {column} in ({people})",
                [lead.pk],
            )
            left[name] = cursor.fetchone()[0]
        cursor.execute(
            "select count(*) from cases_accountability where organisation_id = %s and case_id in"
            " (select case_id from handovers_handoverrow where state = 'moved')", [agency.pk],
        )  # fmt: skip
        periods = cursor.fetchone()[0]
    print(f"rehearsed to move {moves}, moved {moved.count()}, counted {stage.moved},"
          f" periods of the agency {periods}, status {stage.status}")  # fmt: skip
    print(f"rows of theirs still with the lead: {sum(left.values())}",
          {name: count for name, count in left.items() if count})  # fmt: skip
    after = _figures()
    print(f"figures {len(before)} before, {len(after)} after, {len(before ^ after)} differ")


if __name__ == "__main__":
    main(int(sys.argv[1]))
