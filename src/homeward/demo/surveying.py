"""Survey waves and interviews, as the actions of surveys would leave them."""

from datetime import date, datetime, timedelta
from functools import cache
from uuid import UUID, uuid5

from homeward.access.models import User
from homeward.demo.states import Step
from homeward.demo.supporting import SupportingWay
from homeward.surveys import instruments, queries, rules, scoring
from homeward.surveys.actions import RSS
from homeward.surveys.choices import NotDone, Status
from homeward.surveys.instruments import Item, Kind, State
from homeward.surveys.models import Score, Submission, Wave
from homeward.tasks.choices import TaskKind

BASELINE = "baseline"
# A wave is planned so many days before it opens.
AHEAD = 60
# None is left waiting longer than that after its day.
LATE_AT_MOST = 8


@cache
def _rss(on: date) -> UUID:
    """The version that is asked; asked for once, since every case is asked."""
    return queries.in_force(RSS, on=on).pk


class SurveyingWay(SupportingWay):
    """Waves are planned with the confirmed facts, and held by another than the case's worker."""

    def survey(self) -> None:
        if self.state.last < Step.CONFIRM or self.state.closed_early:
            return
        at, sheet = self.when[Step.CONFIRM], instruments.load(RSS, "2018")
        until = min(self.when.get(Step.CLOSE, self.world.now), self.world.now)
        for timing in sheet.waves:
            at = max(at, self._opens(timing) - timedelta(days=AHEAD))
            if at > until:
                return
            wave = self._wave(sheet, timing, at)
            self._wait_for(wave, at)
            ended = self._hold(sheet, wave, until)
            if ended is None:
                return
            self.end(TaskKind.FILL_SURVEY, wave.pk, at=ended)
            at = ended

    def _opens(self, timing: instruments.WaveWindow) -> datetime:
        arrived = self.when[Step.ARRIVE]
        opens_on = rules.window(timing, arrived_on=arrived.date()).opens_on
        return arrived + (opens_on - arrived.date())

    def _wave(self, sheet: instruments.Sheet, timing: instruments.WaveWindow, at: datetime) -> Wave:
        window = rules.window(timing, arrived_on=self.when[Step.ARRIVE].date())
        wave: Wave = self._row(
            Wave,
            case_id=self.case.pk,
            instrument_version_id=_rss(self.world.now.date()),
            instrument=sheet.id,
            kind=timing.code,
            opens_on=window.opens_on,
            closes_on=window.closes_on,
            latest_on=window.latest_on,
            planned_at=at,
            planned_by=self.manager,
        )
        return wave

    def _wait_for(self, wave: Wave, at: datetime) -> None:
        self.begin(
            TaskKind.FILL_SURVEY, wave.pk, at=at, holder=self._interviewer(),
            waiter=self.manager, due_on=wave.closes_on,
        )  # fmt: skip

    def _hold(self, sheet: instruments.Sheet, wave: Wave, until: datetime) -> datetime | None:
        """Held, or over without an interview: when. None while it is still to come."""
        begins = self.when[Step.ARRIVE] + (wave.opens_on - self.when[Step.ARRIVE].date())
        held = max(begins + timedelta(days=self.world.rng.randint(16, 38)), wave.planned_at)
        # Most are held in time; the few that are not show up as late.
        is_long_over = (until.date() - wave.closes_on).days > LATE_AT_MOST
        is_held = self.state.interviewed or is_long_over or self.world.often(0.9)
        if is_held and held < until and held.date() <= wave.latest_on:
            self._interview(sheet, wave, held)
            return self._ended(wave, Status.DONE, held, self._interviewer())
        if wave.latest_on < until.date():
            wave.not_done_reason = NotDone.NOT_REACHED
            over = begins + (wave.latest_on - begins.date())
            return self._ended(wave, Status.NOT_DONE, over, self.manager)
        return None

    def _ended(self, wave: Wave, status: Status, at: datetime, by: User) -> datetime:
        wave.status, wave.ended_at, wave.ended_by = status, at, by
        return at

    def _interviewer(self) -> User:
        """The colleague after the case's worker, always the same one for a case."""
        colleagues = self.world.cast.managers
        return colleagues[(colleagues.index(self.manager) + 1) % len(colleagues)]

    def _interview(self, sheet: instruments.Sheet, wave: Wave, at: datetime) -> None:
        answers = {item.id: self._said(item) for item in (*sheet.asked, *sheet.follow_ups)}
        result = scoring.score(sheet, answers)
        if result is None:
            raise ValueError("an interview of the corridor has answers")
        readings = scoring.read(sheet, answers, result.options)
        score = self._row(
            Score,
            wave=wave,
            held_on=at.date(),
            instrument_version_id=_rss(self.world.now.date()),
            instrument=sheet.id,
            options=dict(result.options),
            dimensions={d: str(scoring.rounded(v)) for d, v in result.dimensions.items()},
            composite=scoring.rounded(result.composite),
            band=result.band.code,
            unknown=result.unknown,
            refused=result.refused,
            not_applicable=result.not_applicable,
            not_asked=result.not_asked,
            warning=result.warning,
        )
        self._row(
            Submission,
            wave=wave,
            case_id=self.case.pk,
            instrument_version_id=_rss(self.world.now.date()),
            score=score,
            instance_id=f"uuid:{uuid5(wave.pk, 'answers')}",
            held_on=at.date(),
            submitted_at=at,
            interviewer=self._interviewer(),
            answers={
                item: {"codes": list(reading.codes), "state": reading.state.value}
                for item, reading in readings.items()
            },
        )

    def _said(self, item: Item) -> str:
        if self.world.often(0.06):
            return self.world.rng.choice([State.UNKNOWN, State.REFUSED, State.NOT_APPLICABLE])
        codes = [answer.code for answer in item.answers]
        if item.kind == Kind.MANY:
            return self.world.rng.choice(codes)
        # Answers of the middle are more common than those at the ends.
        weights = [2 if 0 < place < len(codes) - 1 else 1 for place in range(len(codes))]
        return self.world.rng.choices(codes, weights=weights)[0]
