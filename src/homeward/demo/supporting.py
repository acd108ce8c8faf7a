"""Referrals, money and interviews after the decision, as their actions would leave them."""

from datetime import date, datetime, time, timedelta
from decimal import Decimal
from hashlib import sha256
from typing import Any

from homeward.access.choices import DataClass, Purpose
from homeward.cases.choices import FactKind
from homeward.demo import consents, papers, words
from homeward.demo.ground import CASE, CONTACT, HEALTH, IDENTITY, PROFILE
from homeward.demo.planning import CURRENCY, PlanningWay
from homeward.demo.states import Money, Step
from homeward.files.models import StoredFile
from homeward.funds.choices import InstalmentStatus, ProofRefusal
from homeward.funds.models import Instalment, Payment, Proof, ProofCheck
from homeward.plans.choices import LineKind, LineStatus
from homeward.plans.models import PlanLine
from homeward.referrals.choices import (
    MESSAGE,
    DeclineReason,
    ExpireReason,
    Outcome,
    PersonSays,
    SaidWay,
    Status,
)
from homeward.referrals.models import AnswerLink, Referral, SharedFact, StatusChange
from homeward.services.choices import Category
from homeward.tasks.choices import TaskKind

LINK_DAYS = 30
FRIDAY = 4
# How a service ends well, by what it is, and after how many days its outcome is known.
GOOD: dict[str, list[Outcome]] = {
    Category.TRAINING: [Outcome.CERTIFICATE, Outcome.CERTIFICATE, Outcome.EMPLOYED],
    Category.EDUCATION: [Outcome.ENROLLED],
    Category.HEALTH: [Outcome.TREATED],
    Category.PSYCHOSOCIAL: [Outcome.TREATED],
}
DAYS: dict[str, int] = {
    Category.HEALTH: 14, Category.LEGAL: 21, Category.HOUSING: 30, Category.EDUCATION: 30,
}  # fmt: skip
OTHER_DAYS = 60
BAD = [Outcome.LEFT_EARLY, Outcome.NEVER_CAME]


class SupportingWay(PlanningWay):
    """From the first referral to the last instalment."""

    def refer(self) -> None:
        at = self.when[Step.REFER]
        line = next(line for line in self.lines if line.service_id)
        before = self._refused_elsewhere(at, line) if self.world.often(0.15) else None
        self.referral = self._send(line, at, previous=before)
        self.end(TaskKind.START_SUPPORT, self.case.pk, at=at)
        if before:
            self.end(TaskKind.REFER_AGAIN, before.pk, at=at)
        line.status = LineStatus.UNDER_WAY
        if self.state.last == Step.REFER:
            self._meanwhile(self.referral, at)

    def _meanwhile(self, referral: Referral, at: datetime) -> None:
        """Of three without an answer one receiver asks something, one has a waiting list."""
        turn = self.world.unanswered % 3
        self.world.unanswered += 1
        later = min(at + timedelta(days=1), self.world.now)
        if turn == 0:
            return
        self.end(TaskKind.ANSWER_REFERRAL, referral.pk, at=later)
        if turn == 1:
            referral.status = Status.INFO_ASKED
            self._history(referral, Status.INFO_ASKED, later, text=words.QUESTION)
            self.begin(
                TaskKind.GIVE_INFORMATION, referral.pk, at=later, holder=self.manager,
                waiter=referral.receiver_org, reference=referral.number,
            )  # fmt: skip
            return
        referral.status = Status.WAITING_LIST
        referral.look_again_on = (later + timedelta(days=30)).date()
        self._history(referral, Status.WAITING_LIST, later)
        self.begin(
            TaskKind.REVIEW_WAITING_LIST, referral.pk, at=later, holder=referral.receiver_org,
            waiter=self.manager, reference=referral.number, due_on=referral.look_again_on,
        )  # fmt: skip

    def _refused_elsewhere(self, at: datetime, line: PlanLine) -> Referral:
        """An earlier try with another provider, declined before this one was sent."""
        sent = max(at - timedelta(days=1), self.when[Step.DECIDE])
        referral = self._send(line, sent, elsewhere=True)
        self._decline(referral, sent + (at - sent) / 2)
        return referral

    def _send(
        self,
        line: PlanLine,
        at: datetime,
        *,
        previous: Referral | None = None,
        elsewhere: bool = False,
    ) -> Referral:
        service = line.service
        if elsewhere and service:
            others = [
                s for s in self.world.services if s.organisation_id != service.organisation_id
            ]
            service = self.world.rng.choice(others)
        if service is None:
            raise ValueError("a referral is to a service")
        needed = {IDENTITY, CONTACT, PROFILE, CASE, HEALTH}
        consents.give(self, self.head, [(service.organisation, Purpose.REFERRAL, needed)], at=at)
        self.world.referrals += 1
        referral: Referral = self._row(
            Referral,
            number=f"R-{self.world.referrals}",
            case_id=self.case.pk,
            line=line,
            service=service,
            receiver_org=service.organisation,
            previous=previous,
            status=Status.SENT,
            drafted_at=at,
            drafted_by=self.manager,
            sent_at=at,
            answer_due_on=(at + timedelta(days=7)).date(),
        )
        self._tell(referral, at)
        self._history(referral, Status.SENT, at, by_sender=True)
        self.begin(
            TaskKind.ANSWER_REFERRAL, referral.pk, at=at, holder=service.organisation,
            waiter=self.manager, reference=referral.number, due_on=referral.answer_due_on,
        )  # fmt: skip
        return referral

    def _tell(self, referral: Referral, at: datetime) -> None:
        """The facts chosen for it, and a link whose token nobody kept."""
        said = self.world.rng.choice(words.MESSAGES)
        chosen: list[tuple[str, str, DataClass, Any, bool]] = [(MESSAGE, said, CASE, None, False)]
        if self.head.given_name:
            short = f"{self.head.given_name} {self.head.family_name[:1]}."
            chosen.append(("name", short, IDENTITY, None, False))
        wanted = {FactKind.TRADE, FactKind.TRAINING, FactKind.LANGUAGES, FactKind.WISHES}
        chosen += [
            (fact.kind, fact.value, DataClass(fact.data_class), fact, False)
            for fact in self.facts
            if fact.kind in wanted and fact.value
        ]
        if self.head.full_name:
            chosen.append(("full_name", self.head.full_name, IDENTITY, None, True))
        for position, (kind, value, data_class, fact, after) in enumerate(chosen):
            confirmed = self.confirmed_on.get(fact.pk) if fact else None
            self._row(
                SharedFact,
                referral=referral,
                receiver_org_id=referral.receiver_org_id,
                data_class=data_class,
                position=position,
                kind=kind,
                value=value,
                said_by=fact.said_by if fact else "",
                said_on=fact.said_on if fact else None,
                confirmed_on=confirmed.date() if confirmed else None,
                after_acceptance=after,
            )
        self._row(
            AnswerLink,
            referral=referral,
            token_hash=sha256(self.world.rng.randbytes(24)).hexdigest(),
            expires_at=at + timedelta(days=LINK_DAYS),
            made_at=at,
            made_by=self.manager,
            first_opened_at=at + timedelta(hours=3),
            last_opened_at=at + timedelta(hours=20),
            times_opened=2,
        )

    def _history(
        self,
        referral: Referral,
        to: Status,
        at: datetime,
        *,
        by_sender: bool = False,
        text: str = "",
    ) -> None:
        self._row(
            StatusChange,
            referral=referral,
            receiver_org_id=referral.receiver_org_id,
            to=to,
            at=at,
            by=self.manager if by_sender else None,
            text=text,
        )

    def answer(self) -> None:
        at = self.when[Step.ANSWER]
        if not self.state.accepted:
            self._decline(self.referral, at)
            return
        referral = self.referral
        referral.status, referral.answered_at = Status.ACCEPTED, at
        referral.first_day = _working_day(
            (at + timedelta(days=self.world.rng.randint(3, 16))).date()
        )
        referral.received_by = "Reception desk"
        referral.answer_text = self.world.rng.choice(words.ANSWERS)
        self._history(referral, Status.ACCEPTED, at)
        self.end(TaskKind.ANSWER_REFERRAL, referral.pk, at=at)
        self.begin(
            TaskKind.START_SERVICE, referral.pk, at=at, holder=referral.receiver_org,
            waiter=self.manager, reference=referral.number, due_on=referral.first_day,
        )  # fmt: skip
        if referral.first_day < self.world.today:
            self._start(referral)

    def _start(self, referral: Referral) -> None:
        """On the day that was agreed, and for as long as such a service takes."""
        day = referral.first_day or self.world.today
        at = datetime.combine(day, time(10), tzinfo=self.world.now.tzinfo)
        referral.status, referral.started_on = Status.STARTED, day
        referral.expected_end_on = day + timedelta(days=_days(referral))
        # Every other receiver says each week that they still come.
        if self.world.referrals % 2 and day < self.world.today:
            referral.attending_on = max(day, self.world.today - timedelta(days=7))
        self._history(referral, Status.STARTED, at)
        self.end(TaskKind.START_SERVICE, referral.pk, at=at)
        self.begin(
            TaskKind.REPORT_OUTCOME, referral.pk, at=at, holder=referral.receiver_org,
            waiter=self.manager, reference=referral.number, due_on=referral.expected_end_on,
        )  # fmt: skip

    def _decline(self, referral: Referral, at: datetime) -> None:
        """Every fourth receiver keeps silent instead, and the referral expires."""
        if self.world.referrals % 4 == 0:
            referral.status, referral.expire_reason = Status.EXPIRED, ExpireReason.NO_ANSWER
            referral.ended_on = at.date()
            self._history(referral, Status.EXPIRED, at)
            self.end(TaskKind.ANSWER_REFERRAL, referral.pk, at=at)
            self._mine_about(TaskKind.REFER_AGAIN, referral, at)
            return
        referral.status, referral.answered_at = Status.DECLINED, at
        referral.decline_reason = self.world.rng.choice(
            [DeclineReason.NO_PLACES, DeclineReason.NO_PLACES, DeclineReason.DATES,
             DeclineReason.TOO_FAR, DeclineReason.NOT_ELIGIBLE]
        )  # fmt: skip
        referral.ended_on = at.date()
        self._history(referral, Status.DECLINED, at)
        self.end(TaskKind.ANSWER_REFERRAL, referral.pk, at=at)
        self._mine_about(TaskKind.REFER_AGAIN, referral, at)

    def _mine_about(self, kind: TaskKind, referral: Referral, at: datetime) -> None:
        self.begin(
            kind, referral.pk, at=at, holder=self.manager, waiter=self.manager,
            reference=referral.number,
        )  # fmt: skip

    def report(self) -> None:
        at, referral = self.when[Step.REPORT], self.referral
        done = self.state.completed
        referral.outcome = self.world.rng.choice(_good(referral) if done else BAD)
        referral.outcome_on = referral.ended_on = at.date()
        referral.status = Status.COMPLETED if done else Status.NOT_COMPLETED
        self._history(referral, Status(referral.status), at)
        self.end(TaskKind.START_SERVICE, referral.pk, at=at)
        self.end(TaskKind.REPORT_OUTCOME, referral.pk, at=at)
        self._mine_about(TaskKind.READ_OUTCOME, referral, at)
        if referral.line:
            self.line_done(referral.line, done=done)

    def read(self) -> None:
        """The worker reads it, and asks the person whether it was so."""
        at, referral = self.when[Step.READ], self.referral
        self.end(TaskKind.READ_OUTCOME, referral.pk, at=at)
        if self.state.completed:
            referral.status, referral.person_says = Status.CONFIRMED, PersonSays.YES
            referral.person_said_way, referral.person_said_at = SaidWay.ASKED, at
            referral.person_said_to = self.manager
            self._history(referral, Status.CONFIRMED, at, by_sender=True)

    # Money ------------------------------------------------------------------------------------

    def pay(self) -> None:
        """The funded line in two instalments, as far as the state says."""
        if self.state.money == Money.NONE:
            return
        line = next(line for line in self.lines if line.kind == LineKind.FUNDED_ITEM)
        decided = self.when[Step.DECIDE]
        planned = self.world.later(decided, 1, 3)
        total = line.cost or Decimal(0)
        shares = [total * 6 / 10, total * 4 / 10]
        for number, amount in enumerate(shares, start=1):
            instalment = self._instalment(line, number, amount, planned)
            if self.state.money == Money.PAID or number == 1:
                self._bring(instalment, self._brought(planned, number))
        line.status = LineStatus.DONE if self.state.money == Money.PAID else LineStatus.UNDER_WAY

    def pay_first(self) -> None:
        """Whoever has a sign-in reads there what was paid and what is to come."""
        line = next((one for one in self.lines if one.kind == LineKind.FUNDED_ITEM), None)
        if line is None or self.state.money != Money.NONE:
            return
        planned = self.when[Step.DECIDE]
        total = line.cost or Decimal(0)
        first = self._instalment(line, 1, total * 6 / 10, planned)
        brought, paid = (min(planned + timedelta(days=n), self.world.now) for n in (1, 2))
        self._proof(first, brought)
        self.end(TaskKind.BRING_PROOF, first.pk, at=brought)
        self.begin(
            TaskKind.PAY_INSTALMENT, first.pk, at=brought, holder=self.world.cast.fund,
            waiter=self.manager,
        )  # fmt: skip
        self._paid(first, paid)
        self._instalment(line, 2, total * 4 / 10, planned)

    def _brought(self, planned: datetime, number: int) -> datetime:
        """A proof that the fund has still to check came within the last days."""
        if self.state.money != Money.PROVEN:
            return self.world.later(planned, 4 * number, 9 * number)
        return max(planned, self.world.now - timedelta(days=self.world.rng.randint(0, 4)))

    def _instalment(self, line: PlanLine, number: int, amount: Decimal, at: datetime) -> Instalment:
        instalment: Instalment = self._row(
            Instalment, case_id=self.case.pk, line=line, budget=self.world.ground.budget,
            fund_org=self.world.cast.fund, number=number, amount=amount, currency=CURRENCY,
            due_on=(at + timedelta(days=30 * number)).date(), planned_by=self.manager,
            planned_at=at,
        )  # fmt: skip
        self.begin(
            TaskKind.BRING_PROOF, instalment.pk, at=at, holder=self.manager,
            waiter=self.manager, due_on=instalment.due_on,
        )  # fmt: skip
        return instalment

    def _bring(self, instalment: Instalment, at: datetime) -> None:
        if self.state.money == Money.PLANNED:
            return
        proof = self._proof(instalment, at)
        fund = self.world.cast.fund
        instalment.status = InstalmentStatus.PROVEN
        self.end(TaskKind.BRING_PROOF, instalment.pk, at=at)
        self.begin(TaskKind.PAY_INSTALMENT, instalment.pk, at=at, holder=fund, waiter=self.manager)
        checked = self.world.later(at, 1, 3)
        if self.state.money == Money.REFUSED:
            self._refuse(instalment, proof, checked)
        elif self.state.money == Money.PAID:
            self._paid(instalment, checked)

    def _proof(self, instalment: Instalment, at: datetime) -> Proof:
        content = papers.receipt(instalment.amount, instalment.currency, at.date())
        file = self._row(
            StoredFile,
            data_class=DataClass.FINANCE,
            name=f"receipt-{instalment.number}.pdf",
            content_type="application/pdf",
            size=len(content),
            content=content,
            stored_at=at,
            stored_by=self.manager,
        )
        proof: Proof = self._row(
            Proof, instalment=instalment, file=file, brought_by=self.manager, at=at
        )
        return proof

    def _refuse(self, instalment: Instalment, proof: Proof, at: datetime) -> None:
        cast = self.world.cast
        reason = self.world.rng.choice(list(ProofRefusal))
        self.row(ProofCheck, cast.fund, proof=proof, reason=reason, at=at, by=cast.finance)
        instalment.status = InstalmentStatus.REFUSED
        self.end(TaskKind.PAY_INSTALMENT, instalment.pk, at=at)
        self.begin(
            TaskKind.BRING_PROOF, instalment.pk, at=at, holder=self.manager, waiter=self.manager,
            due_on=instalment.due_on, note=reason,
        )  # fmt: skip

    def _paid(self, instalment: Instalment, at: datetime) -> None:
        cast = self.world.cast
        self.row(
            Payment, cast.fund, instalment=instalment, amount=instalment.amount,
            currency=instalment.currency, paid_on=at.date(), at=at, by=cast.finance,
        )  # fmt: skip
        instalment.status = InstalmentStatus.PAID
        self.end(TaskKind.PAY_INSTALMENT, instalment.pk, at=at)


def _good(referral: Referral) -> list[Outcome]:
    return GOOD.get(_category(referral), [Outcome.FINISHED])


def _days(referral: Referral) -> int:
    return DAYS.get(_category(referral), OTHER_DAYS)


def _category(referral: Referral) -> str:
    return referral.service.category if referral.service else ""


def _working_day(on: date) -> date:
    return on + timedelta(days=max(0, 7 - on.weekday()) if on.weekday() > FRIDAY else 0)
