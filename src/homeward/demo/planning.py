"""The plan and its commission, as the actions of plans would leave them."""

from datetime import datetime, timedelta
from decimal import Decimal
from typing import Any
from uuid import uuid5

from homeward.cases.choices import Stage
from homeward.demo import words
from homeward.demo.states import Step
from homeward.demo.way import Way
from homeward.funds.models import Reservation
from homeward.persons.choices import HouseholdRole
from homeward.plans.choices import (
    REASONS_OF,
    Answer,
    AnswerWay,
    DecidesBy,
    Dimension,
    Horizon,
    LineKind,
    LineStatus,
    Outcome,
    PlanStatus,
    Route,
    Topic,
)
from homeward.plans.models import (
    Condition,
    ConditionMet,
    Decision,
    Goal,
    PersonAnswer,
    Plan,
    PlanLine,
    Session,
)
from homeward.plans.rules import STATUS_OF
from homeward.programmes.rules import ceiling
from homeward.services.models import Service
from homeward.tasks.choices import TaskKind

CURRENCY = "EUR"
BUSINESS = [800, 1100, 1400, 1600, 1850]
CASH = [120, 160, 200]


class PlanningWay(Way):
    """From the draft to the decision. The rows are the case manager's, the decision's the
    commission's own."""

    def draft(self) -> None:
        at, rng = self.when[Step.DRAFT], self.world.rng
        self.plan: Plan = self._row(
            Plan,
            case_id=self.case.pk,
            goal=rng.choice(words.GOALS),
            drafted_at=at,
            drafted_by=self.manager,
            route=Route.BUSINESS,
            fallback=Route.JOB,
            fallback_when="No income six months after the start",
        )
        self._goals(at)
        self.lines: list[PlanLine] = []
        training = self._service(Dimension.ECONOMIC)
        self._line(Dimension.ECONOMIC, LineKind.PUBLIC_SERVICE, training.name, service=training)
        self._line(
            Dimension.ECONOMIC, LineKind.FUNDED_ITEM, rng.choice(words.BUSINESS_LINES),
            cost=rng.choice(BUSINESS),
        )  # fmt: skip
        if self.world.often(0.6):
            care = self._service(Dimension.SOCIAL)
            self._line(Dimension.SOCIAL, LineKind.PUBLIC_SERVICE, care.name, service=care)
        if self.world.often(0.3):
            listening = self._service(Dimension.PSYCHOSOCIAL)
            self._line(
                Dimension.PSYCHOSOCIAL, LineKind.PUBLIC_SERVICE, listening.name, service=listening
            )
        if self.world.often(0.4):
            self._line(
                Dimension.SOCIAL, LineKind.CASH, rng.choice(words.CASH_LINES), cost=rng.choice(CASH)
            )

    def _goals(self, at: datetime) -> None:
        """One for the livelihood; for family and social ties not in every plan."""
        goals = [(Topic.LIVELIHOOD, "Work that carries the family", "Earned in a month", "0 EUR")]
        if self.state.last >= Step.SUBMIT:
            goals.append((Topic.FAMILY, "Closer to the family again", "Visits in a month", "0"))
        for number, (topic, text, measure, today) in enumerate(goals, 1):
            self._aside(
                Goal, f"goal {number}", position=number, topic=topic, horizon=Horizon.LONG,
                text=text, measure=measure, baseline=today,
                target="180 EUR" if number == 1 else "2",
                by_when=(at + timedelta(days=365)).date(),
            )  # fmt: skip

    def _service(self, dimension: Dimension) -> Service:
        return self.world.rng.choice(
            [service for service in self.world.services if service.dimension == dimension]
        )

    def _row(self, model: Any, **values: Any) -> Any:
        return self.row(model, self.manager.organisation_of_rows, **values)

    def _aside(self, model: Any, name: str, **values: Any) -> None:
        """A row of the plan with an id from the plan's, so that the seed's draws stay the same."""
        row = model(
            id=uuid5(self.plan.pk, name), plan=self.plan, person_id=self.head.pk,
            owner_org=self.manager.organisation_of_rows, programme_id=self.programme.pk, **values,
        )  # fmt: skip
        self.world.rows.add(row)

    def _line(
        self,
        dimension: Dimension,
        kind: LineKind,
        title: str,
        *,
        cost: int | None = None,
        service: Service | None = None,
    ) -> None:
        line = self._row(
            PlanLine,
            plan=self.plan,
            position=len(self.lines) + 1,
            dimension=dimension,
            kind=kind,
            title=title,
            beneficiary=self.head,
            service=service,
            cost=Decimal(cost) if cost else None,
            currency=CURRENCY if cost else "",
            due_on=(self.when[Step.DRAFT] + timedelta(days=90 + 30 * len(self.lines))).date(),
        )
        self.lines.append(line)

    @property
    def cost(self) -> Decimal:
        return sum((line.cost for line in self.lines if line.cost), Decimal(0))

    def submit(self) -> None:
        at, commission = self.when[Step.SUBMIT], self.world.cast.commission
        self.plan.status = PlanStatus.SUBMITTED
        self.plan.commission, self.plan.submitted_at = commission, at
        self.plan.session = self._session()
        self.plan.package = self.world.ground.package
        self.plan.ceilings = self._ceilings()
        self._aside(
            PersonAnswer, "answer", revision=1, answer=Answer.AGREED,
            way=AnswerWay.SIGNATURE, at=at - timedelta(hours=2), by=self.manager,
        )  # fmt: skip
        self.end(TaskKind.DRAFT_PLAN, self.case.pk, at=at)
        self.begin(
            TaskKind.DECIDE_PLAN, self.plan.pk, at=at, holder=commission, waiter=self.manager,
            due_on=self.plan.session.held_on,
        )  # fmt: skip

    def _ceilings(self) -> dict[str, str]:
        adults = sum(p.household_role != HouseholdRole.CHILD for p in self.persons)
        most = ceiling(self.world.ground.package_lines, adults=adults, members=len(self.persons))
        return {kind: str(amount) for kind, amount in most.items()}

    def _session(self) -> Session:
        """The one at which it is decided, or the next to come."""
        if decided := self.when.get(Step.DECIDE):
            return max(
                (s for s in self.world.sessions if s.held_on <= decided.date()),
                key=lambda session: session.held_on,
            )
        to_come = [s for s in self.world.sessions if s.held_on >= self.world.today]
        # No session takes more files than it hears.
        return to_come[int(self.case.reference[-1]) % len(to_come)]

    def decide(self) -> None:
        at, outcome, session = self.when[Step.DECIDE], self.state.outcome, self.plan.session
        cast, rng = self.world.cast, self.world.rng
        self.decision: Decision = self.row(
            Decision,
            cast.commission,
            plan=self.plan,
            session=session,
            outcome=outcome,
            reason=rng.choice(sorted(REASONS_OF[outcome])),
            remark=rng.choice(words.REMARKS),
            at=at,
            by=cast.secretary,
            decided_by=DecidesBy.CONSENSUS,
            seats_present=3,
            seats_needed=2,
        )
        self.plan.status = STATUS_OF[outcome]
        self.end(TaskKind.DECIDE_PLAN, self.plan.pk, at=at)
        if outcome == Outcome.APPROVED:
            self._approve(at)
        else:
            self.begin(
                TaskKind.MEND_PLAN, self.case.pk, at=at, holder=self.manager, waiter=self.manager,
                note=self.decision.reason,
            )  # fmt: skip

    def _approve(self, at: datetime) -> None:
        cast = self.world.cast
        self.plan.approved_on = at.date()
        if self.cost:
            self._row(
                Reservation, plan=self.plan, budget=self.world.ground.budget,
                amount=self.cost, currency=CURRENCY, at=at,
            )  # fmt: skip
        self.move(Stage.SUPPORT, at=at, by=cast.secretary, owner=self.case.owner_org)
        self.begin(
            TaskKind.START_SUPPORT, self.case.pk, at=at, holder=self.manager, waiter=self.manager
        )
        if self.world.often(0.25):
            self._condition(at)

    def _condition(self, at: datetime) -> None:
        manager = self.manager.organisation_of_rows
        due_on = (at + timedelta(days=30)).date()
        condition = self.row(
            Condition, self.world.cast.commission, decision=self.decision,
            text=self.world.rng.choice(words.CONDITIONS), holder_org=manager, due_on=due_on,
        )  # fmt: skip
        self.begin(
            TaskKind.MEET_CONDITION, condition.pk, at=at, holder=self.manager,
            waiter=self.world.cast.commission, due_on=due_on,
        )  # fmt: skip
        met = self.world.later(at, 6, 24)
        if met < self.world.now:
            self._row(ConditionMet, condition=condition, on=met.date(), by=self.manager)
            self.end(TaskKind.MEET_CONDITION, condition.pk, at=met)

    def line_done(self, line: PlanLine, *, done: bool) -> None:
        line.status = LineStatus.DONE if done else LineStatus.DROPPED
