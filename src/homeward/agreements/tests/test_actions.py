from datetime import date, datetime
from zoneinfo import ZoneInfo

import pytest
from django.core.exceptions import PermissionDenied
from django.db import DatabaseError, IntegrityError, transaction

from homeward.access.choices import DataClass, OrganisationKind, Purpose
from homeward.access.models import Organisation
from homeward.agreements import actions, queries
from homeward.agreements.choices import (
    FileKind,
    Kind,
    NamedGround,
    Outcome,
    Reason,
    Status,
    TransferGround,
)
from homeward.agreements.models import Agreement, AgreementFile, Clause, ContactPoint
from homeward.agreements.tests.conftest import Cast
from homeward.config import again
from homeward.core.refusals import Refused
from homeward.core.tests.restoring import undone
from homeward.programmes.models import Corridor
from homeward.tasks.choices import TaskKind
from homeward.tasks.models import Task

NOW = datetime(2026, 3, 2, 9, tzinfo=ZoneInfo("UTC"))
CASEWORK = {Purpose.CASEWORK}
PROFILE = {DataClass.IDENTITY, DataClass.PROFILE}


def drafted(cast: Cast) -> Agreement:
    agreement = actions.draft(
        number="MoU-1",
        title="Sharing on the way home",
        kind=Kind.DATA_SHARING,
        starts_on=date(2026, 3, 1),
        by=cast.manager,
    )
    actions.add_party(agreement, cast.partner, part="case management", by=cast.manager)
    return agreement


def clause(agreement: Agreement, cast: Cast, number: str = "5.1", **changes: object) -> Clause:
    given = {
        "from_org": cast.owner,
        "to_org": cast.partner,
        "data_classes": PROFILE,
        "purposes": CASEWORK,
        "transfer_ground": TransferGround.STANDARD_CLAUSES,
        "by": cast.manager,
    }
    return actions.add_clause(agreement, number=number, **(given | changes))  # type: ignore[arg-type]


def offered(cast: Cast) -> Agreement:
    agreement = drafted(cast)
    clause(agreement, cast)
    actions.name_controllers(agreement, [cast.owner], by=cast.manager)
    return actions.offer_for_signature(agreement, by=cast.manager)


def refusal(call: object, *args: object, **kwargs: object) -> list[Reason]:
    with pytest.raises(Refused) as caught:
        call(*args, **kwargs)  # type: ignore[operator]
    return caught.value.reasons  # type: ignore[return-value]


def test_with_the_last_signature_it_is_in_force(cast: Cast, as_app) -> None:
    with as_app(cast.manager):
        agreement = offered(cast)
        assert actions.sign(agreement, by=cast.manager, at=NOW).status == Status.SIGNING
    with as_app(cast.case_manager):
        assert actions.sign(agreement, by=cast.case_manager, at=NOW).status == Status.IN_FORCE
        signed = agreement.parties.get(organisation=cast.partner)
        assert (signed.signatory, signed.signed_on) == ("Abena", NOW.date())


def test_a_second_signature_of_the_same_party_is_refused(cast: Cast, as_app) -> None:
    with as_app(cast.manager):
        agreement = offered(cast)
        actions.sign(agreement, by=cast.manager, at=NOW)
        assert refusal(actions.sign, agreement, by=cast.manager, at=NOW) == [Reason.ALREADY_SIGNED]


def test_nobody_signs_a_draft(cast: Cast, as_app) -> None:
    with as_app(cast.manager):
        agreement = drafted(cast)
        assert refusal(actions.sign, agreement, by=cast.manager, at=NOW) == [Reason.WRONG_STATUS]


def test_what_is_offered_is_no_longer_changed(cast: Cast, as_app) -> None:
    with as_app(cast.manager):
        agreement = offered(cast)
        assert refusal(clause, agreement, cast, "5.2") == [Reason.WRONG_STATUS]
        assert refusal(actions.add_party, agreement, cast.desk, by=cast.manager) == [
            Reason.WRONG_STATUS
        ]


def test_the_database_refuses_a_clause_in_a_signed_agreement(cast: Cast, as_app) -> None:
    with as_app(cast.manager):
        agreement = offered(cast)
        with pytest.raises(DatabaseError), transaction.atomic():
            Clause.objects.create(
                agreement=agreement,
                number="9",
                from_org=cast.owner,
                to_org=cast.partner,
                data_classes=[5],
                purposes=[1],
            )


def test_taken_back_every_signature_falls(cast: Cast, as_app) -> None:
    with as_app(cast.manager):
        agreement = offered(cast)
        actions.sign(agreement, by=cast.manager, at=NOW)
        actions.take_back(agreement, by=cast.manager)
        agreement.refresh_from_db()
        assert agreement.status == Status.DRAFT
        assert not agreement.parties.filter(signed_on__isnull=False).exists()


def test_an_empty_agreement_is_not_offered(cast: Cast, as_app) -> None:
    with as_app(cast.manager):
        agreement = actions.draft(
            number="E",
            title="Empty",
            kind=Kind.MOU,
            starts_on=date(2026, 3, 1),
            by=cast.manager,
        )
        assert refusal(actions.offer_for_signature, agreement, by=cast.manager) == [
            Reason.NO_PARTIES,
            Reason.NO_CONTROLLER,
        ]


def test_a_number_is_used_once_by_an_organisation(cast: Cast, as_app) -> None:
    with as_app(cast.manager):
        drafted(cast)
        assert refusal(drafted, cast) == [Reason.NUMBER_TAKEN]


def test_a_party_is_named_once_and_its_drafter_stays(cast: Cast, as_app) -> None:
    with as_app(cast.manager):
        agreement = drafted(cast)
        assert refusal(actions.add_party, agreement, cast.partner, by=cast.manager) == [
            Reason.PARTY_ALREADY
        ]
        lead = agreement.parties.get(organisation=cast.owner)
        assert refusal(actions.remove_party, lead, by=cast.manager) == [Reason.LEAD_STAYS]


def test_with_a_party_go_its_clauses(cast: Cast, as_app) -> None:
    with as_app(cast.manager):
        agreement = drafted(cast)
        clause(agreement, cast)
        party = agreement.parties.get(organisation=cast.partner)
        actions.remove_party(party, by=cast.manager)
        assert not agreement.clauses.exists()


def test_asylum_history_is_never_given_to_an_authority(cast: Cast, as_app) -> None:
    with as_app(cast.manager):
        agreement = drafted(cast)
        actions.add_party(agreement, cast.desk, by=cast.manager)
        asylum = {DataClass.IDENTITY, DataClass.ASYLUM}
        assert refusal(clause, agreement, cast, to_org=cast.desk, data_classes=asylum) == [
            Reason.ASYLUM_NEVER
        ]
        with pytest.raises(IntegrityError), transaction.atomic():
            Clause.objects.create(
                agreement=agreement,
                number="7",
                from_org=cast.owner,
                to_org=cast.desk,
                data_classes=[7],
                purposes=[2],
            )


def test_a_clause_runs_between_parties(cast: Cast, as_app) -> None:
    with as_app(cast.manager):
        agreement = drafted(cast)
        assert refusal(clause, agreement, cast, to_org=cast.stranger) == [
            Reason.CLAUSE_OUTSIDE_PARTIES
        ]
        clause(agreement, cast)
        assert refusal(clause, agreement, cast) == [Reason.ARTICLE_TAKEN]


def test_paper_signs_for_a_party_without_users(cast: Cast, as_app) -> None:
    small = Organisation.objects.create(
        name="Small Workshop", kind=OrganisationKind.PROVIDER, country_id="GH"
    )
    with as_app(cast.manager):
        agreement = drafted(cast)
        actions.add_party(agreement, small, by=cast.manager)
        clause(agreement, cast)
        actions.name_controllers(agreement, [cast.owner, small], by=cast.manager)
        actions.offer_for_signature(agreement, by=cast.manager)
        paper = {"signatory": "K. Mensah", "signed_on": date(2026, 3, 1), "at": NOW}
        party = agreement.parties.get(organisation=small)
        actions.record_paper_signature(party, by=cast.manager, **paper)  # type: ignore[arg-type]
        party.refresh_from_db()
        assert (party.signatory, party.signed_on) == ("K. Mensah", date(2026, 3, 1))
        partner = agreement.parties.get(organisation=cast.partner)
        assert refusal(actions.record_paper_signature, partner, by=cast.manager, **paper) == [
            Reason.SIGNS_BY_ITSELF
        ]


def test_suspended_and_resumed_and_ended_for_good(cast: Cast, as_app) -> None:
    with as_app(cast.manager):
        agreement = offered(cast)
        actions.sign(agreement, by=cast.manager, at=NOW)
    with as_app(cast.case_manager):
        actions.sign(agreement, by=cast.case_manager, at=NOW)
    with as_app(cast.manager):
        assert actions.suspend(agreement, by=cast.manager).status == Status.SUSPENDED
        assert refusal(actions.suspend, agreement, by=cast.manager) == [Reason.WRONG_STATUS]
        assert actions.resume(agreement, by=cast.manager).status == Status.IN_FORCE
        assert actions.end(agreement, by=cast.manager, at=NOW).status == Status.ENDED
        assert refusal(actions.resume, agreement, by=cast.manager) == [Reason.WRONG_STATUS]


def test_what_was_suspended_or_ended_after_a_backup_is_so_in_it_again(cast: Cast, as_app) -> None:
    with as_app(cast.manager):
        agreement = offered(cast)
        actions.sign(agreement, by=cast.manager, at=NOW)
    with as_app(cast.case_manager):
        actions.sign(agreement, by=cast.case_manager, at=NOW)
    for act in (
        lambda: actions.suspend(agreement, by=cast.manager),
        lambda: actions.end(agreement, by=cast.manager, at=NOW),
    ):
        with undone(), as_app(cast.manager):
            became = act().status
        agreement.refresh_from_db()
        assert agreement.status != became
        assert again.restrict(at=NOW)["agreements"] == 1
        agreement.refresh_from_db()
        assert agreement.status == became
    assert again.restrict(at=NOW)["agreements"] == 0


def test_it_can_not_be_resumed_into_force_without_signatures(cast: Cast, as_app) -> None:
    with as_app(cast.manager):
        agreement = offered(cast)
        assert refusal(actions.resume, agreement, by=cast.manager) == [Reason.WRONG_STATUS]


def test_a_counsellor_neither_drafts_nor_signs(cast: Cast, as_app) -> None:
    with as_app(cast.manager):
        agreement = offered(cast)
    with as_app(cast.counsellor):
        with pytest.raises(PermissionDenied):
            actions.sign(agreement, by=cast.counsellor, at=NOW)
        with pytest.raises(PermissionDenied):
            actions.take_back(agreement, by=cast.counsellor)


def test_a_stranger_finds_no_agreement_to_sign(cast: Cast, as_app) -> None:
    with as_app(cast.manager):
        agreement = offered(cast)
    with as_app(cast.outsider):
        assert not Agreement.objects.exists()
        with pytest.raises(PermissionDenied):
            actions.sign(agreement, by=cast.outsider, at=NOW)


def in_force(cast: Cast, as_app, **changes: object) -> Agreement:
    with as_app(cast.manager):
        agreement = offered(cast)
        for name, value in changes.items():
            setattr(agreement, name, value)
        agreement.save()
        actions.sign(agreement, by=cast.manager, at=NOW)
    with as_app(cast.case_manager):
        return actions.sign(agreement, by=cast.case_manager, at=NOW)


def test_a_clause_across_a_border_names_its_ground(cast: Cast, as_app) -> None:
    with as_app(cast.manager):
        agreement = drafted(cast)
        assert refusal(clause, agreement, cast, transfer_ground="") == [Reason.NO_TRANSFER_GROUND]


def test_a_programme_that_does_not_exist_is_refused_by_the_database(cast: Cast, as_app) -> None:
    with as_app(cast.manager):
        given = clause(drafted(cast), cast, programmes=[cast.programme])
        assert given.programmes == [cast.programme.pk]
        with pytest.raises(IntegrityError), transaction.atomic():
            Clause.objects.filter(pk=given.pk).update(programmes=[cast.programme.pk, 9999])


def test_no_corridor_and_no_organisation_makes_an_asylum_clause_forbidden_later(
    cast: Cast, as_app
) -> None:
    office = Organisation.objects.create(
        name="Host office", kind=OrganisationKind.AUTHORITY, country_id="BE"
    )
    with as_app(cast.manager):
        agreement = drafted(cast)
        actions.add_party(agreement, office, by=cast.manager)
        asylum = {DataClass.ASYLUM}
        clause(agreement, cast, "1", to_org=office, data_classes=asylum)
        clause(agreement, cast, "2", to_org=cast.partner, data_classes=asylum)
    for change in (
        # Belgium becomes a country of origin; the partner an authority of one.
        lambda: Corridor.objects.create(
            programme=cast.programme, host_country_id="GH", origin_country_id="BE"
        ),
        lambda: Corridor.objects.update(host_country_id="GH", origin_country_id="BE"),
        lambda: Organisation.objects.filter(pk=cast.partner.pk).update(kind="authority"),
        lambda: Organisation.objects.filter(pk=office.pk).update(country_id="GH"),
    ):
        with pytest.raises(IntegrityError, match="asylum history"), transaction.atomic():
            change()
    Agreement.objects.update(status=Status.ENDED)
    Organisation.objects.filter(pk=cast.partner.pk).update(kind="authority")


def test_a_ground_beside_consent_holds_only_where_a_clause_in_force_names_it(
    cast: Cast, as_app
) -> None:
    asked = {"from_org_id": cast.owner.pk, "to_org_id": cast.partner.pk}
    with as_app(cast.manager):
        agreement = drafted(cast)
        clause(agreement, cast, grounds=[NamedGround.PUBLIC_TASK])
        actions.name_controllers(agreement, [cast.owner], by=cast.manager)
        actions.offer_for_signature(agreement, by=cast.manager)
        actions.sign(agreement, by=cast.manager, at=NOW)
        assert not queries.names_ground(**asked, ground="public_task")
    with as_app(cast.case_manager):
        actions.sign(agreement, by=cast.case_manager, at=NOW)
        assert queries.names_ground(**asked, ground="public_task")
        assert not queries.names_ground(**asked, ground="contract")
        turned = {"from_org_id": cast.partner.pk, "to_org_id": cast.owner.pk}
        assert not queries.names_ground(**turned, ground="public_task")


def test_a_successor_has_the_terms_and_no_signature(cast: Cast, as_app) -> None:
    agreement = in_force(cast, as_app)
    with as_app(cast.manager):
        successor = actions.succeed(
            agreement, number="MoU-2", title="Next", starts_on=date(2027, 3, 1), by=cast.manager
        )
        assert (successor.follows, successor.status) == (agreement, Status.DRAFT)
        assert [c.number for c in queries.clauses(successor)] == ["5.1"]
        assert [c.number for c in queries.clauses(agreement)] == ["5.1"]
        assert [p.is_controller for p in queries.parties(successor)] == [True, False]
        assert not successor.parties.filter(signed_on__isnull=False).exists()
    with as_app(cast.case_manager), pytest.raises(PermissionDenied):
        actions.succeed(
            agreement, number="X", title="X", starts_on=date(2027, 3, 1), by=cast.case_manager
        )


def test_the_review_waits_from_the_last_signature_to_its_record(cast: Cast, as_app) -> None:
    agreement = in_force(cast, as_app, review_on=date(2027, 3, 1))
    wait = Task.objects.get(kind=TaskKind.REVIEW_AGREEMENT)
    assert (wait.subject_id, wait.holder_org, wait.due_on) == (
        agreement.uid, cast.owner, date(2027, 3, 1),
    )  # fmt: skip
    with as_app(cast.manager):
        assert refusal(
            actions.review, agreement, outcome="", next_on=NOW.date(), by=cast.manager, at=NOW
        ) == [Reason.NO_OUTCOME, Reason.REVIEW_NOT_AHEAD]
        actions.review(
            agreement, outcome=Outcome.STANDS, next_on=date(2028, 3, 1), by=cast.manager, at=NOW
        )
        open_waits = Task.objects.filter(done_at__isnull=True)
        assert [task.due_on for task in open_waits] == [date(2028, 3, 1)]
        actions.end(agreement, by=cast.manager, at=NOW)
        assert not Task.objects.filter(done_at__isnull=True).exists()


def test_each_party_names_its_own_contact_points_and_adds_files(cast: Cast, as_app) -> None:
    agreement = in_force(cast, as_app)
    with as_app(cast.case_manager):
        named = actions.add_contact(
            agreement, cast.partner, name="Desk", about="files", by=cast.case_manager
        )
        assert refusal(
            actions.add_contact, agreement, cast.owner, name="X", about="y", by=cast.case_manager
        ) == [Reason.NOT_A_PARTY]
        file = actions.attach(
            agreement, b"%PDF-1.7 signed", "signed.pdf", kind=FileKind.SIGNED, by=cast.case_manager
        )
        with pytest.raises(Refused):
            actions.attach(
                agreement, b"MZ\x90\x00\x03", "x.pdf", kind=FileKind.ANNEX, by=cast.case_manager
            )
    with as_app(cast.manager):
        assert queries.contacts(agreement) == [named]
        assert queries.files(agreement) == [file]
        assert refusal(actions.detach, file, by=cast.manager) == [Reason.WRONG_STATUS]
    with as_app(cast.outsider):
        assert not AgreementFile.objects.exists()
        assert not ContactPoint.objects.exists()
    with as_app(cast.case_manager):
        actions.remove_contact(named, by=cast.case_manager)
        assert queries.contacts(agreement) == []
