"""The programme's way out: what must be true before its lead leaves, and a handover that waits."""

from datetime import date, timedelta

from homeward.access import gate
from homeward.access.choices import DataClass, OrganisationKind, Purpose, Role
from homeward.access.models import Organisation, User
from homeward.agreements.choices import Kind, Status, TransferGround
from homeward.agreements.models import Agreement, Clause, Party
from homeward.demo import cast as people
from homeward.demo.world import World
from homeward.handovers import actions, queries
from homeward.handovers.choices import Asylum, CaseState, Outcome, Reading, Verdict
from homeward.programmes.models import Programme

SHARED = sorted(set(DataClass) - {DataClass.ASYLUM})


def show(world: World) -> None:
    manager, programme = world.cast.programme_manager, world.ground.programme
    agency = people.organisation(
        "National Agency for Return and Reintegration", "Reintegration Agency",
        OrganisationKind.AUTHORITY, "GH",
    )  # fmt: skip
    people.user("paakwesi", "Paa Kwesi Owusu", agency, Role.PROGRAMME_MANAGER, "en")
    people.user("esinam", "Esinam Mensah", agency, Role.HOST_COORDINATOR, "en")
    agreement = _agree(world, programme, manager.organisation_of_rows, agency)
    with gate.acting_user(manager.pk):
        _criteria(programme, agency, manager, world)
        _offered(world, programme, agency, agreement, manager)


def _agree(
    world: World, programme: Programme, lead: Organisation, agency: Organisation
) -> Agreement:
    today = world.now.date()
    agreement = Agreement.objects.create(
        number="RA-01", title="Handover of the caseload", kind=Kind.MOU, lead_org=lead,
        programmes=[programme.pk],
        status=Status.IN_FORCE, starts_on=today - timedelta(days=40),
    )  # fmt: skip
    for org, who in ((lead, "E. Janssens"), (agency, "Y. Owusu")):
        Party.objects.create(
            agreement=agreement, organisation=org, signed_on=today - timedelta(days=41),
            signatory=who, is_controller=True,
        )  # fmt: skip
    Clause.objects.create(
        agreement=agreement, number="1", from_org=lead, to_org=agency, data_classes=SHARED,
        purposes=[Purpose.CASEWORK], may_write=True, onward=True,
        transfer_ground=TransferGround.EXPLICIT_CONSENT,
        text="Whoever agrees is looked after by the agency from the day of the handover on.",
    )  # fmt: skip
    return agreement


def _criteria(programme: Programme, agency: Organisation, by: User, world: World) -> None:
    if programme.lead_org_id != by.organisation_id:
        return
    source, today = "Exit plan of the programme, section 3", world.now.date()
    stated = {
        code: actions.state(
            programme, code, wording=wording, reading=reading, about=agency,
            threshold=threshold, source=source, valid_from=today, by=by, at=world.now,
        )
        for code, wording, reading, threshold in (
            ("agreement", "An agreement on the handover is in force", Reading.AGREEMENTS, 1),
            ("staff", "The agency has at least ten people for cases", Reading.STAFF, 10),
            ("budget", "The agency’s work is in the state’s budget", Reading.JUDGEMENT, None),
            ("hub", "A hub in each region takes referrals", Reading.JUDGEMENT, None),
        )
    }  # fmt: skip
    actions.judge(
        stated["budget"], Verdict.MET, evidence="Budget of the ministry, line 4021, for two years.",
        on=today, by=by, at=world.now,
    )  # fmt: skip


def _offered(
    world: World, programme: Programme, agency: Organisation, agreement: Agreement, by: User
) -> None:
    """Offered, and signed by one of the lead: a second person and the agency are missing."""
    now = world.now
    held = actions.draft(
        programme, "Caseload to the Reintegration Agency",
        why="The project ends next year. Who agrees is looked after by the agency from then on.",
        by=by, at=now,
    )  # fmt: skip
    begins: date = now.date() + timedelta(days=30)
    for state, day in ((CaseState.CLOSED, begins), (CaseState.OPEN, begins + timedelta(days=60))):
        stage = actions.plan(
            held, agency, agreement, from_on=day, case_state=state, asylum=Asylum.ERASE, by=by,
            at=now,
        )  # fmt: skip
        actions.rehearse(stage, by=by, at=now)
    for line in queries.lines_of(held):
        actions.decide(line, Outcome.STAYS, by=by, at=now)
    actions.offer(held, by=by, at=now)
    actions.sign(held, by=by, at=now)
