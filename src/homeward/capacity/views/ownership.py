"""Which share of each step the country's own organisations do, to be counted again by hand."""

from datetime import date
from decimal import Decimal

from django.http import HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.utils.translation import gettext as _

from homeward.access.pages import Request, page
from homeward.capacity import queries, rules
from homeward.capacity.choices import Part, Step

SECTION = {"section": "capacity"}
TREND = 8
PERCENT = Decimal(100)


def _percent(share: Decimal | None) -> Decimal | None:
    return None if share is None else share * PERCENT


def quarter_name(quarter: date) -> str:
    return _("Quarter %(quarter)s of %(year)s") % {
        "quarter": (quarter.month + 2) // 3, "year": quarter.year,
    }  # fmt: skip


@page("capacity.read")
def ownership(request: Request) -> HttpResponse:
    origins = queries.origins()
    origin = next((o for o in origins if o.pk == request.GET.get("origin")), None)
    origin = origin or (origins[0] if origins else None)
    context: dict[str, object] = {"origins": origins, "origin": origin}
    if origin:
        context |= _figures(request.GET.get("quarter", ""), origin.pk)
    return render(request, "capacity/ownership.html", SECTION | context)


def _figures(asked: str, origin: str) -> dict[str, object]:
    quarters = queries.quarters(origin)[:TREND]
    # A quarter that runs has few rows yet: the one before it is shown first.
    first = quarters[1] if len(quarters) > 1 else quarters[0]
    quarter = next((q for q in quarters if q.isoformat() == asked), first)
    formula = queries.formula(timezone.localdate())
    lines = queries.lines(origin, quarter)
    found = rules.index(lines, weights=formula.weights)
    of_actors = [(line, line.organisation) for line in lines if line.organisation is not None]
    named = queries.names_of(organisation for _line, organisation in of_actors)
    rated = queries.latest_of(named)
    return {
        "quarter": quarter,
        "quarter_name": quarter_name(quarter),
        "quarters": [(q.isoformat(), quarter_name(q)) for q in quarters],
        "formula": formula,
        "index": _percent(found.value),
        "parts": [
            (Part(part).label, formula.weights.get(part, 0), _percent(value))
            for part, value in found.parts.items()
        ],
        "known_parts": sum(1 for value in found.parts.values() if value is not None),
        "lines": [
            (Step(line.step).label, line.part.label, line, _percent(line.share))
            for line in lines
            if line.organisation is None
        ],
        "actors": [
            (
                named[organisation],
                Step(line.step).label,
                line,
                queries.mean_level(rated[organisation]) if organisation in rated else None,
            )
            for line, organisation in of_actors
        ],
        "trend": [
            (
                quarter_name(q),
                _percent(rules.index(queries.lines(origin, q), weights=formula.weights).value),
                q == quarter,
            )
            for q in quarters
        ],
    }
