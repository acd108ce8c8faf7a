"""Help by referral beside direct help."""

from collections.abc import Callable
from datetime import timedelta
from typing import Any

from django.urls import reverse

from homeward.access.choices import DataClass, Role
from homeward.alignment.choices import Setting
from homeward.alignment.models import Threshold
from homeward.desk import compared
from homeward.plans.models import Plan, PlanLine
from homeward.referrals.models import Referral
from homeward.surveys.models import InstrumentVersion, Score, Wave

ClientOf = Callable[..., Any]


class Helped:
    """Cases of the partner organisation, each with an approved plan and two interviews."""

    def __init__(self, cast: Any) -> None:
        self.cast, self.today = cast, cast.now.date()
        self.service = cast.service()
        self.rss = InstrumentVersion.objects.get(instrument__code="rss")

    def case(self, *, referred: bool, scores: tuple[float, float]) -> None:
        case, people = self.cast.family(by=self.cast.partner)
        of = {"person": people[0], "programme": self.cast.programme,
              "owner_org": self.cast.partner_org}  # fmt: skip
        plan = Plan.objects.create(
            case=case, version=1, status="approved", approved_on=self.today,
            drafted_by=self.cast.partner, drafted_at=self.cast.now, **of,
        )  # fmt: skip
        kind = "public_service" if referred else "cash"
        line = PlanLine.objects.create(plan=plan, dimension="economic", kind=kind, **of)
        if referred:
            Referral.objects.create(
                number=f"R{Referral.objects.count()}", case=case, line=line, service=self.service,
                receiver_org=self.cast.provider, status="completed", outcome="finished",
                ended_on=self.today, first_day=self.today + timedelta(days=12),
                drafted_at=self.cast.now, drafted_by=self.cast.partner, **of,
            )  # fmt: skip
        for wave, score in zip(("baseline", "final"), scores, strict=True):
            self._score(case, wave, score, of | {"data_class": DataClass.SURVEY})

    def _score(self, case: Any, kind: str, score: float, of: dict[str, Any]) -> None:
        wave = Wave.objects.create(
            case=case, instrument="rss", instrument_version=self.rss, kind=kind,
            opens_on=self.today, closes_on=self.today, latest_on=self.today,
            status="done", planned_at=self.cast.now, planned_by=self.cast.partner,
            ended_at=self.cast.now, ended_by=self.cast.partner, **of,
        )  # fmt: skip
        Score.objects.create(
            wave=wave, held_on=self.today, instrument="rss", instrument_version=self.rss,
            options={}, dimensions={}, composite=score, band="", unknown=0, refused=0,
            not_applicable=0, not_asked=0, warning=False, **of,
        )  # fmt: skip


def test_each_group_has_its_scores_and_small_ones_tell_nothing(cast: Any) -> None:
    # Three cases do as many would.
    Threshold.objects.filter(setting=Setting.SMALLEST_COUNT).update(value=3)
    helped = Helped(cast)
    for change in (0.1, 0.2, 0.3):
        helped.case(referred=True, scores=(0.4, 0.4 + change))
    helped.case(referred=False, scores=(0.4, 0.9))
    with cast.as_app(cast.partner):
        found = compared.compare(compared.Asked(dimension="economic"), on=helped.today)
    by_code = {group.code: group for group in found.groups}
    referred, direct = by_code["referred"], by_code["direct"]
    assert (referred.count, referred.days_to_start, referred.completed) == ("3", 12.0, 100)
    assert referred.change.mean is not None
    assert round(referred.change.mean, 3) == 0.2
    assert (direct.count, direct.change.n, direct.completed) == ("<3", 0, None)
    with cast.as_app(cast.stranger):
        nothing = compared.compare(compared.Asked(), on=helped.today)
    assert [group.n for group in nothing.groups] == [0, 0, 0]


def test_the_page_says_that_nobody_was_put_there_by_chance(cast: Any, client_of: ClientOf) -> None:
    manager = cast.user("manager", cast.partner_org, Role.PROGRAMME_MANAGER)
    client = client_of(manager)
    asked = {"need": "social", "from_on": "2026-01-01", "until_on": "no day"}
    page = client.get(reverse("desk:comparison"), asked).content.decode()
    assert "Nobody was put into a group by chance" in page
    assert client.get(reverse("desk:export_comparison"), asked)["Content-Type"].endswith("sheet")
    assert client_of(cast.trainer).get(reverse("desk:comparison")).status_code == 403
