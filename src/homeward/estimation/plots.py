"""The pictures of a report as SVG: the same report gives the same bytes."""

from io import BytesIO
from typing import TYPE_CHECKING, Any

import matplotlib as mpl
import numpy as np
from matplotlib.figure import Figure

from homeward.estimation import words
from homeward.estimation.balance import SMD_LIMIT
from homeward.estimation.propensity import BINS

if TYPE_CHECKING:
    from homeward.estimation.report import Report

# Fixed, so that neither ids nor dates differ from run to run; letters stay text for screen readers.
STYLE = {"svg.hashsalt": "homeward", "svg.fonttype": "none", "font.size": 9}
# Told apart without colour too: filled and hollow, solid and dashed.
INK, PALE, LINE = "#14394b", "#d97f2b", "#8a949b"
WIDE, ROW, LEAST = 7.0, 0.32, 2.2


def all_of(report: "Report") -> dict[str, bytes]:
    """File name -> SVG. Those that need the chances are left out where there are none."""
    found = {"estimates.svg": coefficients(report)}
    if report.before:
        found["balance.svg"] = love(report)
    if report.scores is not None:
        found["overlap.svg"] = overlap(report)
    return found


def coefficients(report: "Report") -> bytes:
    """Each estimate with its interval, and zero."""
    there = [e for e in report.estimates if e.is_there][::-1]
    figure, axes = _canvas(len(there))
    for row, estimate in enumerate(there):
        axes.plot([estimate.low, estimate.high], [row, row], color=INK, linewidth=1.5)
        axes.plot([estimate.value], [row], "o", color=INK)
    axes.set_yticks(range(len(there)), [f"{words.METHODS[e.method]} ({e.target})" for e in there])
    axes.axvline(0, color=LINE, linewidth=1)
    axes.set_xlabel(f"{report.study.outcome_name}: difference with its 95% interval")
    return _svg(figure, "Estimates with their intervals")


def love(report: "Report") -> bytes:
    """Standardised mean differences before and after weighting (Love plot)."""
    before = report.before[::-1]
    after = report.after.get("ipw_att", [])[::-1]
    figure, axes = _canvas(len(before))
    rows = range(len(before))
    axes.plot(
        [_drawn(line.smd) for line in before], rows, "o", mfc="none", color=PALE, label="before"
    )
    if after:
        axes.plot(
            [_drawn(line.smd) for line in after], rows, "o", color=INK, label="after weighting"
        )
    for limit in (-SMD_LIMIT, SMD_LIMIT):
        axes.axvline(limit, color=LINE, linewidth=1, linestyle="--")
    axes.axvline(0, color=LINE, linewidth=1)
    axes.set_yticks(rows, [line.name for line in before])
    axes.set_xlabel("standardised mean difference")
    axes.legend(frameon=False, loc="best")
    return _svg(figure, "Balance before and after")


def _drawn(smd: float) -> float:
    """An endless difference has no place on an axis; the table beside it says it."""
    return smd if np.isfinite(smd) else float("nan")


def overlap(report: "Report") -> bytes:
    """How the chances are spread in both groups."""
    if report.scores is None:
        raise ValueError("there are no chances to draw")
    figure, axes = _canvas(8)
    edges = np.linspace(0, 1, BINS + 1)
    treated = report.study.treated
    groups = (("with", treated, INK, "-"), ("without", ~treated, PALE, "--"))
    for name, rows, colour, dash in groups:
        share = np.histogram(report.scores[rows], edges)[0] / rows.sum()
        label = f"{name} ({int(rows.sum())})"
        axes.stairs(share, edges, color=colour, linestyle=dash, linewidth=1.8, label=label)
    axes.set_xlabel(f"estimated chance of {report.study.treatment_name}")
    axes.set_ylabel("share of the group")
    axes.legend(frameon=False)
    return _svg(figure, "Overlap of the groups")


def _canvas(rows: int) -> tuple[Figure, Any]:
    figure = Figure(figsize=(WIDE, max(LEAST, 1 + ROW * rows)), layout="constrained")
    axes = figure.subplots()
    axes.spines[["top", "right"]].set_visible(False)
    return figure, axes


def _svg(figure: Figure, title: str) -> bytes:
    held = BytesIO()
    with mpl.rc_context(STYLE):  # type: ignore[arg-type]
        figure.savefig(held, format="svg", metadata={"Date": None, "Title": title})
    return held.getvalue()
