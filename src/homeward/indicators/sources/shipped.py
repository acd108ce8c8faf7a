"""The sources that come with the software, and what each can be asked for."""

from functools import partial
from typing import Any

import polars as pl
from django.utils.translation import gettext_lazy as _

from homeward.indicators import sources
from homeward.indicators.choices import Dimension, Measure, Unit
from homeward.indicators.rules.formula import Gives
from homeward.indicators.sources import reading
from homeward.surveys.choices import VersionStatus
from homeward.surveys.models import InstrumentVersion

D = Dimension
OF_RETURN = frozenset({D.PROGRAMME, D.CORRIDOR, D.AREA, D.ORGANISATION, D.DONOR, D.SEX, D.AGE_BAND})
OF_PLACE = OF_RETURN - {D.SEX, D.AGE_BAND}
COUNTED = frozenset({Measure.SHARE, Measure.COUNT})
TIMED = COUNTED | {Measure.MEDIAN_DAYS}
SUMMED = frozenset({Measure.RATIO, Measure.GAP, Measure.MEAN})
RETAINED = frozenset({"here", "elsewhere", "self_employed", "not_in_work", "unknown"})
ENDED = frozenset(
    {
        "certificate", "finished", "employed", "enrolled", "treated", "left_early", "never_came",
        "not_delivered",
    }
)  # fmt: skip


def _add(code: str, label: Any, unit: Unit, **gives: Any) -> None:
    given = Gives(units=frozenset({unit}), **gives)
    sources.add(
        sources.Source(
            code=code, label=label, gives=given, read=partial(reading.of_all, code),
            read_seen=partial(reading.as_seen, code),
        )
    )  # fmt: skip


# The name under which an instrument on satisfaction is known, and what follows it.
SATISFACTION = "satisfaction"


def _no_instrument() -> Any:
    loaded = InstrumentVersion.objects.filter(
        instrument__code__startswith=SATISFACTION, status=VersionStatus.PUBLISHED
    ).exclude(sheet="")
    return "" if loaded.exists() else _("No instrument with a scoring sheet is loaded.")


def _satisfaction(frame: pl.DataFrame) -> pl.DataFrame:
    return frame.filter(pl.col("kind").str.starts_with(SATISFACTION))


def register() -> None:
    _add(
        "returns", _("Returns, and the first help in hand"), Unit.CASE,
        measures=TIMED, dimensions=OF_RETURN, has_until=True,
    )  # fmt: skip
    _add(
        "settlement", _("Trainings finished, and work or a business begun"), Unit.REFERRAL,
        measures=TIMED, dimensions=OF_RETURN, outcomes=ENDED, has_until=True,
    )  # fmt: skip
    _add(
        "referrals", _("Referrals, how far they came and what came of them"), Unit.REFERRAL,
        measures=TIMED, dimensions=OF_RETURN, has_until=True, outcomes=ENDED,
        kinds=frozenset(
            {"waiting", "accepted", "refused", "ended", "broken_off", "silent", "taken_back"}
        ),
    )  # fmt: skip
    _add(
        "work", _("Placements, and who is in work after months"), Unit.PLACEMENT,
        measures=COUNTED, dimensions=OF_RETURN, outcomes=RETAINED, has_until=True,
    )  # fmt: skip
    _add(
        "businesses", _("Businesses, and which run after months"), Unit.BUSINESS,
        measures=COUNTED, dimensions=OF_RETURN, has_until=True,
        outcomes=frozenset({"runs", "changed", "stopped", "not_reached"}),
    )  # fmt: skip
    _add(
        "leavings", _("Persons who returned, and who left again"), Unit.PERSON,
        measures=TIMED, dimensions=OF_RETURN, has_until=True,
        outcomes=frozenset({"regular", "irregular", "unknown"}),
    )  # fmt: skip
    _add(
        "scores", _("Interviews with a score"), Unit.INTERVIEW,
        measures=COUNTED | {Measure.MEAN, Measure.CHANGE}, dimensions=OF_RETURN | {D.WAVE},
    )  # fmt: skip
    _add(
        "actors", _("Organisations of the country of origin, and who held a step"),
        Unit.ORGANISATION, measures=COUNTED, has_until=True,
        dimensions=frozenset({D.PROGRAMME, D.CORRIDOR, D.DONOR}),
    )  # fmt: skip
    _add(
        "members", _("Members of group projects"), Unit.MEMBER,
        measures=COUNTED, dimensions=OF_RETURN, outcomes=frozenset({"returnee", "resident"}),
        has_until=True,
    )  # fmt: skip
    _add(
        "wider", _("People whom wider projects reached"), Unit.REPORT,
        measures=SUMMED, dimensions=OF_PLACE, kinds=frozenset({"project", "contract"}),
    )  # fmt: skip
    _add(
        "costs", _("Payments, and goals reached"), Unit.CASE, measures=SUMMED, dimensions=OF_RETURN
    )
    _add(
        "budgets", _("What plans asked for, and what was reserved"), Unit.CASE,
        measures=SUMMED, dimensions=OF_RETURN,
    )  # fmt: skip
    _add(
        "needs", _("Lines of plans in force, and whether they are met"), Unit.NEED,
        measures=COUNTED, dimensions=OF_RETURN,
        kinds=frozenset({"economic", "social", "psychosocial"}),
        outcomes=frozenset({"met", "dropped", "under_way", "unmet", "planned"}),
    )  # fmt: skip
    _add(
        "way", _("Returns, and how far each came on the way"), Unit.CASE,
        measures=TIMED, dimensions=OF_RETURN, has_until=True,
        kinds=frozenset(
            {"returned", "assessed", "planned", "approved", "delivered", "surveyed", "settled"}
        ),
    )  # fmt: skip
    sources.add(
        sources.Source(
            code=SATISFACTION,
            label=_("Interviews on satisfaction"),
            gives=sources.SOURCES["scores"].gives,
            read=lambda: _satisfaction(reading.of_all("scores")),
            read_seen=lambda: _satisfaction(reading.as_seen("scores")),
            missing=_no_instrument,
        )
    )
    sources.add(
        sources.Source(
            code="complaints",
            label=_("Complaints and their answers"),
            gives=Gives(
                units=frozenset({Unit.COMPLAINT}),
                measures=TIMED,
                dimensions=OF_PLACE,
                outcomes=frozenset({"open", "in_time", "late"}),
                has_until=True,
            ),
            read=partial(reading.of_all, "complaints"),
            read_seen=partial(reading.as_seen, "complaints"),
        )
    )
