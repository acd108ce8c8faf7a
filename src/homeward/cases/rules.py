"""Pure: facts in, reasons out. No rule here reads how a person returns or a former status."""

from dataclasses import dataclass
from datetime import date

from homeward.cases.choices import ApplicationStatus, Reason, Stage, TransferStatus

# What comes next follows from the case's way (programmes.rules.ways). These begin with an act of
# their own: a submission, an announcement, a confirmed departure or arrival, a decision, a closure.
BY_THEIR_OWN_ACT = frozenset({Stage.DECISION, Stage.TRAVEL, Stage.ARRIVAL, Stage.CLOSURE})


@dataclass(frozen=True, kw_only=True)
class AnnouncingFacts:
    """What must hold before a reception desk is told of an arrival."""

    is_open: bool
    stage: Stage
    receivers_named: bool
    travel_dated: bool
    intake_taken: bool
    desk_agreement: bool
    desk_consent: bool
    case_org_agreement: bool
    case_org_consent: bool


def reasons_not_to_announce(facts: AnnouncingFacts) -> list[Reason]:
    """Every reason at once; the agreement's and the consent's once each, whoever lacks them."""
    checks = [
        (facts.is_open, Reason.CLOSED),
        (facts.stage in {Stage.COUNSELLING, Stage.DEPARTURE}, Reason.WRONG_STAGE),
        (facts.receivers_named, Reason.NO_RECEIVER),
        (facts.travel_dated, Reason.NO_FLIGHT),
        (facts.intake_taken, Reason.NO_INTAKE),
        (facts.desk_agreement and facts.case_org_agreement, Reason.NO_AGREEMENT),
        (facts.desk_consent and facts.case_org_consent, Reason.NO_CONSENT),
    ]
    return [reason for holds, reason in checks if not holds]


def reasons_not_to_close(*, is_open: bool, reason_given: bool) -> list[Reason]:
    """The case's own part; the floors above add theirs through cases.signals.closing."""
    checks = [(is_open, Reason.CLOSED), (reason_given, Reason.NO_REASON)]
    return [reason for holds, reason in checks if not holds]


def reasons_not_to_confirm_arrival(*, confirmed_already: bool) -> list[Reason]:
    return [Reason.ARRIVED_ALREADY] if confirmed_already else []


def reasons_not_to_record_leaving(
    *,
    arrived_on: date | None,
    left_on: date,
    day_is_known: bool,
    said_on: date,
    today: date,
    of_case: bool,
    left_already: bool,
) -> list[Reason]:
    """Where only the month is known, the month of the arrival itself is not before it."""
    begins = arrived_on if day_is_known or arrived_on is None else arrived_on.replace(day=1)
    checks = [
        (begins is not None, Reason.NOT_RETURNED),
        (begins is None or left_on >= begins, Reason.LEFT_BEFORE_ARRIVAL),
        (max(left_on, said_on) <= today, Reason.IN_THE_FUTURE),
        (said_on >= left_on, Reason.SAID_BEFORE),
        (of_case, Reason.NOT_OF_CASE),
        (not left_already, Reason.LEFT_ALREADY),
    ]
    return [reason for holds, reason in checks if not holds]


def reasons_not_to_write(*, is_open: bool) -> list[Reason]:
    return [] if is_open else [Reason.CLOSED]


def reasons_not_to_finish_intake(*, is_open: bool, has_facts: bool) -> list[Reason]:
    checks = [(is_open, Reason.CLOSED), (has_facts, Reason.NO_INTAKE)]
    return [reason for holds, reason in checks if not holds]


def reasons_not_to_do_step(*, is_open: bool, needs_evidence: bool, evidence: str) -> list[Reason]:
    checks = [
        (is_open, Reason.STEP_NOT_OPEN),
        (bool(evidence.strip()) or not needs_evidence, Reason.NO_EVIDENCE),
    ]
    return [reason for holds, reason in checks if not holds]


def reasons_not_to_skip_step(*, is_open: bool, reason: str) -> list[Reason]:
    checks = [(is_open, Reason.STEP_NOT_OPEN), (bool(reason.strip()), Reason.WHY_NOT_APPLICABLE)]
    return [found for holds, found in checks if not holds]


@dataclass(frozen=True, kw_only=True)
class AssigningFacts:
    is_open: bool
    is_accountable: bool
    is_colleague: bool
    works_on_cases: bool


def reasons_not_to_assign(facts: AssigningFacts) -> list[Reason]:
    checks = [
        (facts.is_open, Reason.CLOSED),
        (facts.is_accountable, Reason.NOT_ACCOUNTABLE),
        (facts.is_colleague, Reason.NOT_A_COLLEAGUE),
        (facts.works_on_cases, Reason.CANT_WORK_ON_CASES),
    ]
    return [reason for holds, reason in checks if not holds]


def reasons_not_to_move(
    *, is_open: bool, is_accountable: bool, here: Stage, to: Stage
) -> list[Reason]:
    """What a worker may do by hand; whether the way leads there is asked with the move itself."""
    by_hand = to not in BY_THEIR_OWN_ACT and (here, to) not in {
        # A decision of the authority, a commission's approval, a desk's confirmation.
        (Stage.DECISION, Stage.DEPARTURE),
        (Stage.DECISION, Stage.PLAN),
        (Stage.ARRIVAL, Stage.PLAN),
        (Stage.TRAVEL, Stage.PLAN),
        (Stage.PLAN, Stage.SUPPORT),
    }
    checks = [
        (is_open, Reason.CLOSED),
        (is_accountable, Reason.NOT_ACCOUNTABLE),
        (by_hand, Reason.BY_ITS_OWN_ACT),
    ]
    return [reason for holds, reason in checks if not holds]


@dataclass(frozen=True, kw_only=True)
class Reach:
    """Whether an organisation may see, and write on, what an answer of its needs."""

    agreement: bool
    writes: bool
    consent: bool

    def reasons(self) -> list[Reason]:
        checks = [
            (self.agreement, Reason.NO_AGREEMENT),
            (self.writes or not self.agreement, Reason.NO_WRITING),
            (self.consent, Reason.NO_CONSENT),
        ]
        return [reason for holds, reason in checks if not holds]


@dataclass(frozen=True, kw_only=True)
class ApplyingFacts:
    is_open: bool
    stage: Stage
    is_accountable: bool
    has_open_application: bool
    intake_taken: bool
    reach: Reach


def reasons_not_to_apply(facts: ApplyingFacts) -> list[Reason]:
    checks = [
        (facts.is_open, Reason.CLOSED),
        (facts.stage == Stage.APPLICATION, Reason.WRONG_STAGE),
        (facts.is_accountable, Reason.NOT_ACCOUNTABLE),
        (not facts.has_open_application, Reason.APPLIED_ALREADY),
        (facts.intake_taken, Reason.NO_INTAKE),
    ]
    return [*(reason for holds, reason in checks if not holds), *facts.reach.reasons()]


@dataclass(frozen=True, kw_only=True)
class DecidingFacts:
    status: ApplicationStatus
    is_authority: bool
    is_submitter: bool
    eligible: bool
    # Not met and not excepted, as the criteria and the facts stand now.
    criteria_unmet: bool
    has_grounds: bool
    explanation: str


def reasons_not_to_decide(facts: DecidingFacts) -> list[Reason]:
    """No fact here tells of the way of return or of a former status, and none may be added."""
    refusing = not facts.eligible
    checks = [
        (facts.status == ApplicationStatus.SUBMITTED, Reason.NOT_OPEN),
        (facts.is_authority, Reason.NOT_THE_AUTHORITY),
        (not facts.is_submitter, Reason.SAME_PERSON),
        (refusing or not facts.criteria_unmet, Reason.CRITERION_NOT_MET),
        (not refusing or facts.has_grounds, Reason.NO_GROUND),
        (not refusing or facts.explanation.strip() != "", Reason.NO_EXPLANATION),
    ]
    return [reason for holds, reason in checks if not holds]


def reasons_not_to_ask_for_more(
    *, status: ApplicationStatus, is_authority: bool, names_something: bool
) -> list[Reason]:
    checks = [
        (status == ApplicationStatus.SUBMITTED, Reason.NOT_OPEN),
        (is_authority, Reason.NOT_THE_AUTHORITY),
        (names_something, Reason.NOTHING_MISSING),
    ]
    return [reason for holds, reason in checks if not holds]


def reasons_not_to_except(
    *, is_open: bool, is_unmet: bool, asked_already: bool, reason: str
) -> list[Reason]:
    checks = [
        (is_open, Reason.NOT_OPEN),
        (is_unmet, Reason.NOT_UNMET),
        (not asked_already, Reason.EXCEPTED_ALREADY),
        (reason.strip() != "", Reason.NO_REASON),
    ]
    return [found for holds, found in checks if not holds]


def reasons_not_to_decide_exception(
    *, is_waiting: bool, is_asker: bool, is_authority: bool, note: str
) -> list[Reason]:
    checks = [
        (is_waiting, Reason.NOT_OPEN),
        (is_authority, Reason.NOT_THE_AUTHORITY),
        (not is_asker, Reason.SAME_PERSON),
        (note.strip() != "", Reason.NO_EXPLANATION),
    ]
    return [reason for holds, reason in checks if not holds]


@dataclass(frozen=True, kw_only=True)
class TransferringFacts:
    is_open: bool
    is_accountable: bool
    to_another: bool
    has_open_transfer: bool
    # Of the case from its owner, and of the asker's own rows.
    reaches_case: Reach
    reaches_asker: bool


def reasons_not_to_transfer(facts: TransferringFacts) -> list[Reason]:
    reach = facts.reaches_case
    checks = [
        (facts.is_open, Reason.CLOSED),
        (facts.is_accountable, Reason.NOT_ACCOUNTABLE),
        (facts.to_another, Reason.SAME_ORGANISATION),
        (not facts.has_open_transfer, Reason.TRANSFER_OPEN),
        (reach.agreement and facts.reaches_asker, Reason.NO_AGREEMENT),
        (reach.consent, Reason.NO_CONSENT),
    ]
    return [reason for holds, reason in checks if not holds]


@dataclass(frozen=True, kw_only=True)
class HandingFacts:
    """Of several cases given at once: whether it holds for all of them."""

    has_takers: bool
    are_colleagues: bool
    work_on_cases: bool
    are_still_theirs: bool
    none_is_sealed: bool


def reasons_not_to_hand_out(facts: HandingFacts) -> list[Reason]:
    checks = [
        (facts.has_takers, Reason.NOBODY_TAKES),
        (facts.are_colleagues, Reason.NOT_A_COLLEAGUE),
        (facts.work_on_cases, Reason.CANT_WORK_ON_CASES),
        (facts.are_still_theirs, Reason.CHANGED_HANDS),
        (facts.none_is_sealed, Reason.SEALED),
    ]
    return [reason for holds, reason in checks if not holds]


def reasons_not_to_answer_transfer(
    *, status: TransferStatus, is_receiver: bool, worker_is_colleague: bool
) -> list[Reason]:
    checks = [
        (status == TransferStatus.ASKED, Reason.NOT_OPEN),
        (is_receiver, Reason.NOT_THE_RECEIVER),
        (worker_is_colleague, Reason.NOT_A_COLLEAGUE),
    ]
    return [reason for holds, reason in checks if not holds]


def reasons_not_to_ask_host(
    *, is_open: bool, is_retroactive: bool, is_accountable: bool, asked_already: bool, reach: Reach
) -> list[Reason]:
    checks = [
        (is_open, Reason.CLOSED),
        (is_retroactive, Reason.NOT_RETROACTIVE),
        (is_accountable, Reason.NOT_ACCOUNTABLE),
        (not asked_already, Reason.ASKED_ALREADY),
    ]
    return [*(reason for holds, reason in checks if not holds), *reach.reasons()]


def reasons_not_to_open(
    *,
    has_host: bool,
    needs_host: bool,
    has_open_case: bool,
    arrived_on: date | None,
    told_afterwards: bool,
    on: date,
) -> list[Reason]:
    """What must hold before a case of one of the ways is opened."""
    arrived = arrived_on is not None and arrived_on <= on
    checks = [
        (has_host or not needs_host, Reason.NO_RECEIVER),
        (not has_host or needs_host, Reason.NOT_RESIDENT),
        (not has_open_case, Reason.OPEN_ALREADY),
        (arrived or not told_afterwards, Reason.NO_ARRIVAL_DAY),
    ]
    return [reason for holds, reason in checks if not holds]


def reasons_not_to_name(*, is_open: bool, is_unnamed: bool, has_name: bool) -> list[Reason]:
    checks = [
        (is_open, Reason.CLOSED),
        (is_unnamed, Reason.NAMED_ALREADY),
        (has_name, Reason.NO_NAME),
    ]
    return [reason for holds, reason in checks if not holds]


def reasons_not_to_join(
    *,
    is_open: bool,
    is_alone: bool,
    is_unnamed: bool,
    is_another: bool,
    others_wrote: bool,
    reason: str,
) -> list[Reason]:
    checks = [
        (is_open, Reason.CLOSED),
        (is_alone, Reason.ONE_OF_MANY),
        (is_unnamed, Reason.NAMED_ALREADY),
        (is_another, Reason.SAME_ONE),
        (not others_wrote, Reason.ROWS_OF_OTHERS),
        (reason.strip() != "", Reason.NO_REASON),
    ]
    return [found for holds, found in checks if not holds]
