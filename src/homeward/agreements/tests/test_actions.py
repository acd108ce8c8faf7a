from datetime import date, datetime
from zoneinfo import ZoneInfo

import pytest
from django.core.exceptions import PermissionDenied
from django.db import DatabaseError, IntegrityError, transaction

from homeward.access.choices import DataClass, OrganisationKind, Purpose
from homeward.access.models import Organisation
from homeward.agreements import actions
from homeward.agreements.choices import Kind, Reason, Status, TransferGround
from homeward.agreements.models import Agreement, Clause
from homeward.agreements.tests.conftest import Cast
from homeward.core.refusals import Refused

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
        with pytest.raises(Agreement.DoesNotExist):
            actions.sign(agreement, by=cast.outsider, at=NOW)
