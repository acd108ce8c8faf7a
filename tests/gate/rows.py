"""Every person-level row of the database: laid out, read as the owner, and asked for as everybody.

At each step one table stands for all that are under the very same terms (`shapes` compares their
policies, word by word); at the end of a sequence every table answers for itself.
"""

import hashlib
import hmac
import json
import time
from collections.abc import Iterator
from functools import cache
from typing import Any
from uuid import UUID

from django.db import connection

from homeward.access import gate
from homeward.access.choices import ActorKind, DataClass
from tests.gate.oracle import Actor, Row

# Row level security without a row about a person, or asked elsewhere; each with its reason.
NOT_COMPARED = {
    "access_narrowing": "of users, no person of a case",
    "access_user": "of users, no person of a case",
    "agreements_agreement": "an agreement tells of organisations",
    "agreements_agreementchange": "an agreement tells of organisations",
    "agreements_agreementfile": "an agreement tells of organisations",
    "agreements_clause": "an agreement tells of organisations",
    "agreements_clausechange": "an agreement tells of organisations",
    "agreements_contactpoint": "an agreement tells of organisations",
    "agreements_open": "no policy: the owner's alone",
    "agreements_party": "an agreement tells of organisations",
    "agreements_partychange": "an agreement tells of organisations",
    "agreements_review": "an agreement tells of organisations",
    "alignment_opening": "an organisation's own, no person of a case",
    "allocations_floor": "of rounds, no person of a case: allocations/tests",
    "allocations_proposal": "of rounds, no person of a case: allocations/tests",
    "allocations_round": "of rounds, no person of a case: allocations/tests",
    "allocations_roundoffer": "of rounds, no person of a case: allocations/tests",
    "archives_arrival": "an organisation's own, no person of a case: archives/tests",
    "archives_declared": "no policy: archives_read's alone",
    "archives_part": "ciphertext of an organisation's own archive: archives/tests",
    "archives_request": "an organisation's own, no person of a case: archives/tests",
    "archives_taking": "who took an archive, no person of a case: archives/tests",
    "assessments_formuse": "of programmes, no person of a case: assessments/tests",
    "audit_accessreview": "of users, no person of a case",
    "audit_accountchange": "of users, no person of a case",
    "audit_readlog": "no policy: audit/tests asks its functions",
    "capacity_capacityanswer": "of institutions and training, no person of a case: capacity/tests",
    "capacity_capacityassessment": "of institutions, no person of a case: capacity/tests",
    "capacity_capacitydomain": "of institutions and training, no person of a case: capacity/tests",
    "capacity_capacitysheet": "of institutions and training, no person of a case: capacity/tests",
    "capacity_course": "of institutions and training, no person of a case: capacity/tests",
    "capacity_course_modules": "of institutions and training, no person of a case: capacity/tests",
    "capacity_coursesession": "of institutions and training, no person of a case: capacity/tests",
    "capacity_module": "of institutions and training, no person of a case: capacity/tests",
    "capacity_ownershipfigure": "of institutions and training, no person of a case: capacity/tests",
    "capacity_ownershipformula": "of institutions, no person of a case: capacity/tests",
    "capacity_traininggoal": "of institutions and training, no person of a case: capacity/tests",
    "capacity_trainingplan": "of institutions and training, no person of a case: capacity/tests",
    "capacity_attendance": "of staff, no person of a case: capacity/tests",
    "capacity_staffcertificate": "of staff, no person of a case: capacity/tests",
    "capacity_trainee": "of staff, no person of a case: capacity/tests",
    "cases_reassignment": "an organisation's own, no person of a case: cases/tests",
    "committees_actionpoint": "of committees, no person of a case: committees/tests",
    "committees_agendaitem": "of committees, no person of a case: committees/tests",
    "committees_attendance": "of committees, no person of a case: committees/tests",
    "committees_committee": "of committees, no person of a case: committees/tests",
    "committees_committee_countries": "of committees, no person of a case: committees/tests",
    "committees_compositionrule": "of committees, no person of a case: committees/tests",
    "committees_decision": "of committees, no person of a case: committees/tests",
    "committees_decisionsubject": "of committees, no person of a case: committees/tests",
    "committees_meeting": "of committees, no person of a case: committees/tests",
    "committees_minutes": "of committees, no person of a case: committees/tests",
    "committees_procedurerule": "of committees, no person of a case: committees/tests",
    "committees_remark": "of committees, no person of a case: committees/tests",
    "committees_seat": "of committees, no person of a case: committees/tests",
    "committees_seatholder": "of committees, no person of a case: committees/tests",
    "committees_signoff": "of committees, no person of a case: committees/tests",
    "committees_vote": "of committees, no person of a case: committees/tests",
    "complaints_category": "of kinds of complaints, no person of a case: complaints/tests",
    "complaints_handler": "an organisation's own, no person of a case: complaints/tests",
    "counselling_groupsession": "an organisation's own, no person of a case: counselling/tests",
    "crossmatches_remoteanswer": "no policy: the settlement's alone",
    "crossmatches_run": "of organisations, no person of a case: crossmatches/tests",
    "crossmatches_side": "an organisation's own, no person of a case: crossmatches/tests",
    "business_groupmeeting": "of groups of a trade, no person of a case: business/tests",
    "business_sectorgroup": "of groups of a trade, no person of a case: business/tests",
    "circles_circle": "of lists, no person of a case: circles/tests",
    "circles_member": "the job's alone, a number and no person of a case: circles/tests",
    "circles_moderator": "of users, no person of a case: circles/tests",
    "circles_post": "of lists, no person of a case: circles/tests",
    "handovers_criterion": "of programmes, no person of a case: handovers/tests",
    "handovers_handover": "an act tells of organisations: handovers/tests",
    "handovers_judgement": "of programmes, no person of a case: handovers/tests",
    "handovers_line": "an act tells of organisations: handovers/tests",
    "handovers_movable": "no policy: the owner's alone",
    "handovers_rehearsal": "numbers of an act, no person of a case: handovers/tests",
    "handovers_signature": "of users, no person of a case: handovers/tests",
    "handovers_stage": "an act tells of organisations: handovers/tests",
    "circles_reply": "the moderators' alone, without who it was: circles/tests",
    "correspondence_reminderrule": "an organisation's own rules: correspondence/tests",
    "collectives_asset": "of projects, no person of a case: collectives/tests",
    "collectives_logentry": "of projects, no person of a case: collectives/tests",
    "collectives_meeting": "of projects, no person of a case: collectives/tests",
    "collectives_output": "of projects, no person of a case: collectives/tests",
    "collectives_payoutrun": "of projects, no person of a case: collectives/tests",
    "collectives_photo": "of projects, no person of a case: collectives/tests",
    "collectives_project": "of projects, no person of a case: collectives/tests",
    "collectives_projectpartner": "of projects, no person of a case: collectives/tests",
    "collectives_reach": "of projects, no person of a case: collectives/tests",
    "collectives_season": "of projects, no person of a case: collectives/tests",
    "collectives_training": "of projects, no person of a case: collectives/tests",
    "indicators_figure": "of sums over all organisations, no person of a case: indicators/tests",
    "countries_community": "of countries, no person of a case: countries/tests",
    "countries_community_areas": "of countries, no person of a case: countries/tests",
    "countries_community_organisations": "of countries, no person of a case: countries/tests",
    "countries_figure": "of countries, no person of a case: countries/tests",
    "countries_labourfact": "of countries, no person of a case: countries/tests",
    "countries_sheet": "of countries, no person of a case: countries/tests",
    "countries_sheettext": "of countries, no person of a case: countries/tests",
    "countries_sheetversion": "of countries, no person of a case: countries/tests",
    "steering_adoption": "of organisations, no person of a case: steering/tests",
    "steering_areaevidence": "of organisations, no person of a case: steering/tests",
    "steering_consultation": "of organisations, no person of a case: steering/tests",
    "steering_consultedgroup": "of organisations, no person of a case: steering/tests",
    "steering_delegation": "of organisations, no person of a case: steering/tests",
    "steering_delegation_areas": "of organisations, no person of a case: steering/tests",
    "steering_dialogueentry": "of organisations, no person of a case: steering/tests",
    "steering_feedbackfinding": "of organisations, no person of a case: steering/tests",
    "steering_keptdifference": "of organisations, no person of a case: steering/tests",
    "steering_priorityarea": "of organisations, no person of a case: steering/tests",
    "steering_saying": "of organisations, no person of a case: steering/tests",
    "steering_staterequest": "of organisations, no person of a case: steering/tests",
    "steering_sustainabilitydefinition": "of organisations, no person of a case: steering/tests",
    "steering_sustainabilitythreshold": "of organisations, no person of a case: steering/tests",
    "steering_workplanitem": "of organisations, no person of a case: steering/tests",
    "duplicates_pair": "names nobody, seen by its sides: duplicates/tests",
    "emergencies_emergencyaccess": "whoever used it and the reviewers: emergencies/tests",
    "emergencies_emergencyattempt": "whoever tried and the reviewers: emergencies/tests",
    "emergencies_emergencyreview": "the reviewers: emergencies/tests",
    "employment_employerlink": "an organisation's own links: employment/tests",
    "employment_outreach": "of employers, no person of a case: employment/tests",
    "evaluations_evaluation": "of organisations, no person of a case: evaluations/tests",
    "evaluations_evaluationsecret": "the job's alone: evaluations/tests",
    "evaluations_extract": "of organisations, no person of a case: evaluations/tests",
    "evaluations_extractedperson": "the job's alone: evaluations/tests",
    "evaluations_extractfile": "names nobody, the evaluator's alone: evaluations/tests",
    "evaluations_leaver": "the job's alone: evaluations/tests",
    "evaluations_lesson": "of organisations, no person of a case: evaluations/tests",
    "evaluations_question": "of organisations, no person of a case: evaluations/tests",
    "evaluations_rerun": "of organisations, no person of a case: evaluations/tests",
    "evaluations_result": "of organisations, no person of a case: evaluations/tests",
    "evaluations_takeup": "of organisations, no person of a case: evaluations/tests",
    "evaluations_taking": "of organisations, no person of a case: evaluations/tests",
    "exchange_apirequest": "an organisation's own, no person of a case",
    "exchange_apitoken": "an organisation's own, no person of a case",
    "exchange_sheet": "an organisation's own, no person of a case",
    "exports_exportdownload": "its user's alone: exports/tests",
    "exports_exportedperson": "its user's alone: exports/tests",
    "exports_exportjob": "its user's alone: exports/tests",
    "exports_exportpart": "its user's alone: exports/tests",
    "followups_namedbody": "of organisations, no person of a case: followups/tests",
    "followups_planstep": "of programmes, no person of a case: followups/tests",
    "followups_relay": "an organisation's own, no person of a case: followups/tests",
    "followups_sample": "an organisation's own, no person of a case: followups/tests",
    "forms_form": "a form asks, and holds nobody's answer: forms/tests",
    "forms_formversion": "a form asks, and holds nobody's answer: forms/tests",
    "funds_stockitem": "an office's own store, no person of a case: funds/tests",
    "funds_stockmovement": "an office's own store, no person of a case: funds/tests",
    "funds_supplier": "an office's own register, no person of a case: funds/tests",
    "incentives_incentivefund": "of states, no person of a case: incentives/tests",
    "incentives_measure": "of states, no person of a case: incentives/tests",
    "pools_commitment": "of pools, no person of a case: pools/tests",
    "pools_commitmentyear": "of pools, no person of a case: pools/tests",
    "pools_contribution": "of pools, no person of a case: pools/tests",
    "pools_disbursementcriterion": "of pools, no person of a case: pools/tests",
    "pools_donorprocedure": "of pools, no person of a case: pools/tests",
    "pools_earmark": "of pools, no person of a case: pools/tests",
    "pools_pool": "of pools, no person of a case: pools/tests",
    "pools_pool_countries": "of pools, no person of a case: pools/tests",
    "pools_pool_programmes": "of pools, no person of a case: pools/tests",
    "pools_poolreport": "of pools, no person of a case: pools/tests",
    "pools_priorapproval": "a plan's id alone, the office's own: pools/tests",
    "pools_round": "of pools, no person of a case: pools/tests",
    "pools_roundfigure": "of pools, no person of a case: pools/tests",
    "pools_roundline": "of pools, no person of a case: pools/tests",
    "pools_roundpart": "of pools, no person of a case: pools/tests",
    "pools_roundsource": "of pools, no person of a case: pools/tests",
    "pools_yearmove": "of pools, no person of a case: pools/tests",
    "indicators_donorreport": "of programmes, no person of a case: indicators/dashboards/tests",
    "indicators_logframe": "of programmes, no person of a case: indicators/dashboards/tests",
    "indicators_measure": "of programmes, no person of a case: indicators/dashboards/tests",
    "indicators_narrative": "of programmes, no person of a case: indicators/dashboards/tests",
    "indicators_reading": "of programmes, no person of a case: indicators/dashboards/tests",
    "indicators_result": "of programmes, no person of a case: indicators/dashboards/tests",
    "monitoring_alert": "of the installation, no person of a case: monitoring/tests",
    "monitoring_alertrule": "of the installation, no person of a case: monitoring/tests",
    "monitoring_check": "of the installation, no person of a case: monitoring/tests",
    "monitoring_operator": "of the installation, no person of a case: monitoring/tests",
    "monitoring_refusal": "no policy: a digest and a count, written by its function alone",
    "monitoring_watch": "of the installation, no person of a case: monitoring/tests",
    "mechanisms_handover": "of referral systems, no person of a case: mechanisms/tests",
    "mechanisms_judgement": "of referral systems, no person of a case: mechanisms/tests",
    "mechanisms_mechanism": "of referral systems, no person of a case: mechanisms/tests",
    "mechanisms_mechanism_agreements": "of referral systems, no person of a case: mechanisms/tests",
    "mechanisms_mechanism_areas": "of referral systems, no person of a case: mechanisms/tests",
    "mechanisms_membership": "of referral systems, no person of a case: mechanisms/tests",
    "mechanisms_routerule": "of referral systems, no person of a case: mechanisms/tests",
    "mechanisms_routing": "a referral's number, seen with the referral: mechanisms/tests",
    "pathways_crossing": "of organisations, no person of a case: pathways/tests",
    "pathways_investmentlead": "of organisations, no person of a case: pathways/tests",
    "pathways_leadmove": "of organisations, no person of a case: pathways/tests",
    "pathways_networkevent": "of organisations, no person of a case: pathways/tests",
    "pathways_networkevent_circles": "of organisations, no person of a case: pathways/tests",
    "pathways_outreach": "of organisations, no person of a case: pathways/tests",
    "pathways_pathway": "of organisations, no person of a case: pathways/tests",
    "pathways_pathwaytraining": "of organisations, no person of a case: pathways/tests",
    "pathways_requirement": "of organisations, no person of a case: pathways/tests",
    "pathways_saturationrule": "of organisations, no person of a case: pathways/tests",
    "pathways_sectorinterest": "of organisations, no person of a case: pathways/tests",
    "offers_jointvisit": "of organisations, no person of a case: offers/tests",
    "offers_offer": "an organisation's own, no person of a case: offers/tests",
    "offers_offerskill": "an organisation's own, no person of a case: offers/tests",
    "offers_seatcontract": "of organisations, no person of a case: offers/tests",
    "offers_seatfinding": "of organisations, no person of a case: offers/tests",
    "offers_seatreport": "of organisations, no person of a case: offers/tests",
    "offline_entry": "its user's alone: offline/tests",
    "offline_taking": "an organisation's own, no person of a case: offline/tests",
    "offline_takenrow": "its user's alone: offline/tests",
    "ledger_account": "an organisation's own books, no person of a case: ledger/tests",
    "ledger_book": "an organisation's own books, no person of a case: ledger/tests",
    "ledger_posting": "an organisation's own books, no person of a case: ledger/tests",
    "ledger_transaction": "an organisation's own books, no person of a case: ledger/tests",
    "mfa_authenticator": "of users, no person of a case",
    "outbox_gateway": "an organisation's own, no person of a case: messages/tests",
    "outbox_incoming": "an organisation's own, of nobody yet: messages/tests",
    "outbox_message": "an organisation's own, without a person: messages/tests",
    "outbox_quiethours": "an organisation's own, no person of a case: messages/tests",
    "outbox_text": "an organisation's own, no person of a case: messages/tests",
    "openrosa_delivery": "an organisation's own, of nobody yet: openrosa/tests",
    "openrosa_deliveryfile": "an organisation's own, of nobody yet: openrosa/tests",
    "openrosa_device": "an organisation's own devices: openrosa/tests",
    "openrosa_koboform": "an organisation's own, no person of a case: openrosa/tests",
    "openrosa_sheetdraft": "an organisation's own, of nobody yet: openrosa/tests",
    "oversight_breach": "an organisation's own register: oversight/tests",
    "oversight_breachevent": "an organisation's own register: oversight/tests",
    "oversight_processingrecord": "an organisation's own record, no person of a case",
    "packages_peer": "of installations, no person of a case",
    "persons_searchstate": "no policy: the owner's alone",
    "persons_tokenchange": "no policy: the owner's alone",
    "persons_tokenfrequency": "no policy: the owner's alone",
    "plans_attendance": "of commissions, no person of a case: plans/tests",
    "plans_commissionrules": "of commissions, no person of a case: plans/tests",
    "plans_member": "of commissions, no person of a case: plans/tests",
    "plans_seat": "of commissions, no person of a case: plans/tests",
    "procedures_sopstep": "a procedure tells of organisations",
    "procedures_sopversion": "a procedure tells of organisations",
    "quality_adoption": "of organisations, no person of a case: quality/tests",
    "quality_check": "of organisations, no person of a case: quality/tests",
    "quality_checkdraw": "an organisation's own, no person of a case: quality/tests",
    "quality_checkeditem": "of organisations, no person of a case: quality/tests",
    "quality_datafigure": "an organisation's own, no person of a case: quality/tests",
    "quality_improvement": "of organisations, no person of a case: quality/tests",
    "quality_intervieweffect": "an organisation's own, no person of a case: quality/tests",
    "quality_interviewerfigure": "an organisation's own, no person of a case: quality/tests",
    "quality_limit": "an organisation's own, no person of a case: quality/tests",
    "quality_standard": "of organisations, no person of a case: quality/tests",
    "quality_standarditem": "of organisations, no person of a case: quality/tests",
    "quality_standardversion": "of organisations, no person of a case: quality/tests",
    "reception_bednight": "of a centre's beds, no person: reception/tests",
    "reception_centre": "of centres, no person of a case: reception/tests",
    "reception_charter": "of flights, no person of a case: reception/tests",
    "reception_room": "of a centre's beds, no person: reception/tests",
    "rights_erasable": "no policy: the owner's alone",
    "rights_retentionrule": "of programmes, no person of a case",
    "scenarios_assumption": "of programmes, no person of a case: scenarios/tests",
    "scenarios_change": "of programmes, no person of a case: scenarios/tests",
    "scenarios_play": "of programmes, no person of a case: scenarios/tests",
    "scenarios_reading": "counts of programmes, no person of a case: scenarios/tests",
    "scenarios_scenario": "of programmes, no person of a case: scenarios/tests",
    "statistics_release": "figures without a person: statistics/tests",
    "statistics_takenrelease": "figures without a person: statistics/tests",
    "surveys_instrument": "of instruments, no person of a case: surveys/tests",
    "surveys_instrumentversion": "of instruments, no person of a case: surveys/tests",
    "tasks_absence": "of users, no person of a case: tasks/tests",
    "tasks_calendaryear": "of countries, no person of a case: tasks/tests",
    "tasks_deadlinerule": "of programmes, no person of a case: tasks/tests",
    "tasks_holiday": "of countries, no person of a case: tasks/tests",
    "tasks_reminderrule": "of programmes, no person of a case: tasks/tests",
    "tasks_weekend": "of countries, no person of a case: tasks/tests",
    "users_approval": "of users, no person of a case",
    "users_change": "of users, no person of a case",
    "users_invitation": "of users, no person of a case",
    "webhooks_attempt": "an organisation's own, no person of a case: webhooks/tests",
    "webhooks_delivery": "an organisation's own, no person of a case: webhooks/tests",
    "webhooks_endpoint": "an organisation's own, no person of a case: webhooks/tests",
    "webhooks_event": "an organisation's own, no person of a case: webhooks/tests",
}
# What stands for its shape at each step: a row of every class and of three owners.
GRID = "files_storedfile"
# Written by real actions alone: a row made up would mean nothing, or mean something else.
NOT_FILLED = {
    GRID, "persons_person", "persons_household", "persons_searchtokens", "persons_block",
    "persons_consent", "persons_consentsheet", "persons_legalbasis", "persons_deletionnotice",
    # While both sides' grounds stand, and its owner's alone: crossmatches/tests.
    "crossmatches_crossmatch", "crossmatches_crossmatchstep", "crossmatches_ticket",
    # Its named handlers' alone, whatever is agreed: complaints/tests.
    "complaints_complaint", "complaints_entry",
    # What comes in opens a wait, an opt-in ends with a reason: correspondence/tests.
    "correspondence_messageentry", "correspondence_optin", "correspondence_silence",
    # Its organisation's alone, whatever is agreed: quality/tests.
    "quality_checkedreferral",
    # Seen only together with another file or side: duplicates/tests.
    "persons_joinedfile", "duplicates_side", "duplicates_answer",
    "cases_case", "cases_caseexception", "cases_accountability", "referrals_referral",
    "referrals_sharedfact",
    "referrals_statuschange", "plans_vote", "referrals_answerlink", "seals_seal",
    "seals_sealedfile", "seals_teammember",
    # Whoever made the code and the person, whatever is agreed: signins/tests.
    "signins_code", "signins_signin",
    # The person's own word, written by nobody else: funds/tests.
    "funds_receipt",
}  # fmt: skip
# The columns that a ground asks of its own table.
MORE = {
    "referrals_referral": "'referral', id, 'receiver', receiver_org_id, 'status', status,"
    " 'ended', ended_on - current_date",
    "referrals_sharedfact": "'referral', referral_id, 'receiver', receiver_org_id, 'kind', kind,"
    " 'after_acceptance', after_acceptance",
    "referrals_statuschange": "'referral', referral_id, 'receiver', receiver_org_id",
    "referrals_answerlink": "'referral', referral_id",
    "persons_deletionnotice": "'receiver', recipient_org_id",
    "persons_block": "'org', organisation_id, 'country', country_id",
    "protection_legalnote": "'by', author_id",
    "protection_legalnotereader": "'by', added_by_id",
    "seals_seal": "'seal', id, 'by', sealed_by_id",
    "seals_sealedfile": "'seal', seal_id, 'by', 0",
    "seals_teammember": "'seal', seal_id, 'by', added_by_id",
}
# Of what rows were before the one that says more than whose it was: whom a block shut out.
AGAINST = "persons_blockchange"
ALONE = MORE.keys() | {
    "cases_fact", "counselling_session", "departures_departureitem", "departures_travelleg",
    "oversight_affected",
    "persons_searchtokens", "signins_code", "signins_signin",
}  # fmt: skip
DATED = {
    "agreements_agreement": ("starts_on", "ends_on"),
    "agreements_open": ("starts_on", "ends_on"),
    "persons_consent": ("given_on", "until"),
    "persons_consentsheet": ("given_on",),
    "persons_legalbasis": ("until",),
    "referrals_referral": ("ended_on",),
    "referrals_answerlink": ("expires_at", "made_at"),
}


def ask(sql: str, *values: Any) -> list[tuple[Any, ...]]:
    with connection.cursor() as cursor:
        cursor.execute(sql, values or None)
        return cursor.fetchall() if cursor.description else []


@cache
def guarded() -> dict[str, str]:
    return dict(ask("select name, person_column from access_guarded order by 1"))


@cache
def histories() -> list[str]:
    """Tables of what rows were before, under the policies of audit."""
    found = ask(
        "select tablename from pg_policies p join information_schema.columns c"
        " on c.table_name = p.tablename and c.column_name = 'pgh_id'"
        " where policyname = 'asylum_is_barred' order by 1"
    )
    return [name for (name,) in found]


def secured() -> set[str]:
    return {
        name
        for (name,) in ask(
            "select relname from pg_class where relrowsecurity"
            " and relnamespace = 'public'::regnamespace"
        )
    }


@cache
def shapes() -> dict[str, list[str]]:
    """One table for each set of terms under which rows are read, and all that share it."""
    found: dict[str, list[str]] = {}
    for name, person_column in guarded().items():
        policies = ask(
            "select policyname, permissive, qual from pg_policies where tablename = %s"
            " and cmd in ('SELECT', 'ALL') order by 1",
            name,
        )
        terms = str(policies).replace(f"({person_column} ", "(PERSON ")
        found.setdefault(terms.replace(f"({person_column})", "(PERSON)"), []).append(name)
    return {GRID if GRID in tables else tables[0]: tables for tables in found.values()}


def fill(world: Any) -> None:
    """A row of the host's and one of the partner's in every table, and the grid.

    What they would hang on is not there: a plan's line needs no plan to be seen or not.
    """
    for table, constraint in ask(
        "select conrelid::regclass::text, conname from pg_constraint"
        " where contype = 'f' and conrelid::regclass::text = any (%s)",
        [name for name in guarded() if name not in NOT_FILLED],
    ):
        ask(f"alter table {table} drop constraint {constraint}")
    for name in guarded():
        if name not in NOT_FILLED:
            for org in ("H", "P"):
                for n in (0, 2):
                    _make_up(world, name, org, n)
    for org in ("H", "P"):
        for n in range(3):
            for data_class in DataClass:
                _make_up(world, GRID, org, n, data_class=int(data_class))
    for n in range(3):
        _make_up(world, GRID, "A", n, data_class=1)


# What a constraint of the table asks beyond a value of the type.
FITTING = {
    "surveys_wave": {"status": "planned", "unit": "person"},
    "rights_erasuredecision": {"status": "proposed"},
    "reception_stay": {"status": "cancelled", "until_on": "2100-01-01"},
    "rights_rightsrequest": {"status": "open"}, "cases_stagechange": {"to": "departure"},
    "cases_transfer": {"from_org_id": 1, "to_org_id": 2},
    "cases_application": {"status": "submitted"},
    "departures_travelleg": {"arrives_at": "2999-01-01"},
    "departures_departureanswer": {"answer": "not_departed", "why": "no_show"},
    "funds_reserverequest": {"status": "waiting"}, "funds_lineshare": {"percent": 100},
    "protection_flag": {"state": "suspected"}, "protection_healthneed": {"state": "open"},
    "protection_bestinterest": {"kind": "assessment"},
    "careers_searchreview": {"outcome": "stopped"},
    "allocations_proposedplace": {"decided": "open"},
    "employment_candidacy": {"status": "proposed"}, "referrals_servicerequest": {"status": "open"},
    "followups_draw": {"state": "drawn"}, "followups_followup": {"status": "planned"},
    "surveys_submission": {"unit": "person"},
}  # fmt: skip

# Columns that may be empty, where a constraint wants one of several filled.
ONE_OF = {
    "matches_placing": {"service_id": "00000000-0000-4000-8000-000000000001"},
    "matches_proposal": {"service_id": "00000000-0000-4000-8000-000000000001"},
    "referrals_servicerequest": {"service_id": "00000000-0000-4000-8000-000000000001"},
}
# Columns that may be empty in rows of nobody, and are not in these.
OF_SOMEBODY = ("person_id", "programme_id", "case_id")


@cache
def _waits(name: str) -> bool:
    """Whether a unique constraint of the table is asked at the commit alone."""
    found = ask(
        "select exists (select 1 from pg_constraint where conrelid = %s::regclass"
        " and contype in ('u', 'x') and condeferrable)",
        name,
    )
    return bool(found[0][0])


def _make_up(world: Any, name: str, org: str, n: int, **given: Any) -> None:
    person = world.people[n]
    values: dict[str, Any] = {
        guarded()[name]: person.pk, "owner_org_id": world.orgs[org].pk,
        "programme_id": person.programme_id,
        "shared_with": [], "shared_until": "9999-12-31", "sealed": False,
        "data_class": _class_of(name), "content_type": "text/plain",
        **FITTING.get(name, {}), **ONE_OF.get(name, {}), **given,
    }  # fmt: skip
    columns = ask(
        "select column_name, udt_name from information_schema.columns where table_name = %s"
        " and is_generated = 'NEVER' and (is_nullable = 'NO' or column_name = any (%s))",
        name,
        [*ONE_OF.get(name, {}), *OF_SOMEBODY, guarded()[name]],
    )
    sql = {
        column: "%s" if column in values else _anything(world, column, kind)
        for column, kind in columns
    }
    used = [values[c] for c in sql if c in values]
    named = ", ".join(f'"{column}"' for column in sql)
    ask(
        f"insert into {name} ({named}) values ({', '.join(sql.values())}) "
        # A row made up twice; not where a constraint waits for the commit and can't be asked.
        f"{'' if _waits(name) else 'on conflict do nothing'}",
        *used,
    )


@cache
def _class_of(name: str) -> int:
    from django.apps import apps  # noqa: PLC0415 - ready only now

    (model,) = [m for m in apps.get_models() if m._meta.db_table == name]
    default = model._meta.get_field("data_class").get_default()
    return int(default or DataClass.CASE)


def _anything(world: Any, column: str, kind: str) -> str:
    if column.endswith("by_id") or column in {"author_id", "user_id", "worker_id"}:
        return str(world.users["h1"].pk)
    return {
        "uuid": "gen_random_uuid()", "varchar": "''", "text": "''", "bytea": "''::bytea",
        "bool": "false", "int2": "1", "int4": "1", "int8": "1", "numeric": "1",
        "date": "current_date", "timestamptz": "now()", "jsonb": "'{}'",
    }.get(kind, "'{}'")  # fmt: skip


def shift(days: int) -> None:
    """`days` later: all that is dated moves back. No trigger runs, as none runs by the clock."""
    ask("set session_replication_role = replica")
    ask(
        "update emergencies_emergencyaccess set begun_at = begun_at - interval '1 day',"
        " until = until - interval '1 day'"
    )
    if days:
        columns = DATED | {name: ("shared_until",) for name in guarded() if name not in DATED}
        for name in set(DATED) & set(guarded()):
            columns[name] = (*DATED[name], "shared_until")
        for name, dated in columns.items():
            changes = ", ".join(
                f"{c} = case when {c} < '9999-01-01' then {c} - interval '{int(days)} days'"
                f" else {c} end"
                for c in dated
            )
            ask(f"update {name} set {changes}")
    ask("set session_replication_role = origin")


# Reading.


@cache
def _reading() -> str:
    parts = [
        f"select '{name}', id, owner_org_id, {column}, programme_id, data_class,"
        f" jsonb_build_object({MORE.get(name, '')})"
        for name, column in guarded().items()
    ]
    froms = [f" from {name}" for name in guarded()]
    return " union all ".join(a + b for a, b in zip(parts, froms, strict=True))


def read(world: Any) -> dict[str, Row]:
    """All rows, as the owner; and what the oracle must know of them."""
    oracle = world.oracle
    found = {}
    oracle.told = {}
    for table, pk, owner, person, programme, data_class, added in ask(_reading()):
        more = _understood(json.loads(added), oracle.today)
        row = Row(table, pk, owner, person, programme, data_class, more)
        found[f"{table}:{pk}"] = row
        if table == "persons_person":
            oracle.people[pk] = row
        elif table == "cases_case":
            oracle.cases[pk] = row
        elif table == "referrals_referral":
            oracle.referrals[pk] = row
        elif table == "referrals_sharedfact" and more["kind"] not in {"message", "reply"}:
            oracle.told.setdefault(row.more["referral"], set()).add(data_class)
    return found


def _understood(more: dict[str, Any], today: int) -> dict[str, Any]:
    for key in {"referral", "seal"} & more.keys():
        more[key] = UUID(more[key])
    if more.get("ended") is not None:
        more["ended"] += today
    if "country" in more:
        more["against"] = more["org"] or more["country"]
    return more


def expected(
    world: Any, found: dict[str, Row], actor: Actor, what: str
) -> Iterator[tuple[str, bool]]:
    oracle = world.oracle
    tables = shapes() if what == "step" else guarded()
    # Rows that differ in nothing that any ground asks are asked about once.
    known: dict[Any, bool] = {}
    for key, row in found.items():
        if row.table in tables:
            alike: Any = (row.owner, row.person, row.programme, row.data_class)
            if row.table in ALONE:
                alike = key
            if alike not in known:
                known[alike] = oracle.sees(actor, row)
            yield key, known[alike]
    if what == "step":
        return
    for key, row in _changes():
        yield key, oracle.sees_change(actor, row)
    for key, task in _tasks():
        yield key, oracle.sees_task(actor, task)


def _changes() -> list[tuple[str, Row]]:
    sql = " union all ".join(
        f"select '{name}', pgh_id, owner_org_id, {_person_of(name)}, programme_id, data_class,"
        f" jsonb_build_object({MORE['persons_block'] if name == AGAINST else ''}) from {name}"
        for name in histories()
    )
    return [
        (f"{table}:{pk}", Row(table, pk, *columns, _understood(json.loads(more), 0)))
        for table, pk, *columns, more in ask(sql)
    ]


def _person_of(history: str) -> str:
    return guarded()[history.removesuffix("change")]


def _tasks() -> list[tuple[str, dict[str, Any]]]:
    names = ("subject", "case", "person", "holder", "waiter")
    found = ask(
        "select id, subject_id, case_id, person_id, holder_org_id, waiter_org_id from tasks_task"
    )
    return [(f"tasks_task:{pk}", dict(zip(names, values, strict=True))) for pk, *values in found]


def describe(world: Any, found: dict[str, Row], key: str) -> str:
    row = found.get(key)
    if row is None:
        return key
    orgs = {org.pk: short for short, org in world.orgs.items()}
    people = {person.pk: n for n, person in enumerate(world.people)}
    return (
        f"{key} of {orgs.get(row.owner)}, person {people.get(row.person)},"
        f" class {DataClass(row.data_class).name} {row.more or ''}"
    )


# Asking as everybody: one statement for all actors, each with its own proof.

SEEN = """
create or replace function tests_seen_{what}(
    kinds text[], ids text[], purposes smallint[], expires bigint, tokens text[])
returns table (n integer, seen text[])
language plpgsql as $$
begin
    for n in 1 .. cardinality(kinds) loop
        tests_seen_{what}.n := n;
        seen := null;
        begin
            perform begin_actor(kinds[n], ids[n], purposes[n], expires, tokens[n]);
        exception when insufficient_privilege then
            return next;
            continue;
        end;
        seen := array({tables});
        perform end_actor();
        return next;
    end loop;
end $$
"""


def make_seen_functions() -> None:
    # The app role may not even ask for the tokens of search.
    asked = {name for name in guarded() if name != "persons_searchtokens"}
    step = [f"select '{name}:' || id from {name}" for name in shapes() if name in asked]
    every = [f"select '{name}:' || id from {name}" for name in [*asked, "tasks_task"]]
    every += [f"select '{name}:' || pgh_id from {name}" for name in histories()]
    ask(SEEN.format(what="step", tables=" union all ".join(step)))
    ask(SEEN.format(what="end", tables=" union all ".join(every)))


def seen(actors: list[Actor], what: str) -> list[set[str] | None]:
    """What each sees in the database, or None for whom it lets nobody act."""
    expires = int(time.time()) + gate.PROOF_SECONDS
    tokens = [_proof(actor, expires) for actor in actors]
    with connection.cursor() as cursor:
        cursor.execute("set local role homeward_app")
        cursor.execute(
            f"select seen from tests_seen_{what}(%s, %s, %s::smallint[], %s, %s) order by n",
            [
                [a.kind.value for a in actors], [str(a.id) for a in actors],
                [int(a.purpose) for a in actors], expires, tokens,
            ],
        )  # fmt: skip
        found = cursor.fetchall()
        cursor.execute("reset role")
    return [None if keys is None else set(keys) for (keys,) in found]


def _proof(actor: Actor, expires: int) -> str:
    pid = connection.connection.info.backend_pid
    text = f"{pid}|{actor.kind.value}|{actor.id}|{int(actor.purpose)}|{expires}"
    key = gate.job_key() if actor.kind == ActorKind.JOB else gate.token_key()
    return hmac.new(key, text.encode(), hashlib.sha256).hexdigest()
