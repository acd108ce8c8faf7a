"""The files of a report. All of them or none are written."""

import csv
import json
import os
import shutil
import tempfile
from collections.abc import Iterable, Sequence
from io import StringIO
from pathlib import Path

from homeward.estimation import plots, words
from homeward.estimation.balance import Line
from homeward.estimation.report import Report, as_dict


def files(report: Report) -> dict[str, bytes]:
    """File name -> bytes. The same report gives the same bytes."""
    return {
        "estimates.csv": _table(ESTIMATES, _estimates(report)),
        "balance.csv": _table(BALANCE, _balance(report)),
        "reading.txt": ("\n".join(reading(report)) + "\n").encode(),
        "report.json": json.dumps(as_dict(report), indent=2, ensure_ascii=False).encode() + b"\n",
        **plots.all_of(report),
    }


ESTIMATES = ("method", "target", "estimate", "se", "low", "high", "p", "treated", "controls", "why")
BALANCE = ("weights", "covariate", "mean_treated", "mean_control", "smd", "variance_ratio")


def _estimates(report: Report) -> Iterable[Sequence[object]]:
    for e in report.estimates:
        yield (e.method, e.target, e.value, e.se, e.low, e.high, e.p, e.n1, e.n0, e.why)


def _balance(report: Report) -> Iterable[Sequence[object]]:
    tables: dict[str, list[Line]] = {"none": report.before, **report.after}
    for weights, lines in tables.items():
        for line in lines:
            yield (weights, line.name, line.mean_treated, line.mean_control, line.smd, line.ratio)


def _table(header: Sequence[str], rows: Iterable[Sequence[object]]) -> bytes:
    held = StringIO()
    writer = csv.writer(held, lineterminator="\n")
    writer.writerow(header)
    for row in rows:
        writer.writerow(["" if cell is None else cell for cell in row])
    return held.getvalue().encode()


def reading(report: Report, translate: words.Translate = words.plainly) -> list[str]:
    """The findings as sentences, in the order in which they are to be read."""
    return [words.said(finding, translate) for finding in report.findings]


def write(report: Report, folder: Path) -> list[str]:
    """Writes all files into `folder`, which is made where it isn't there. Returns their names.

    They are made beside it first: an interrupted run leaves neither half a folder nor half a file.
    """
    made = files(report)
    beside = Path(tempfile.mkdtemp(dir=folder.parent, prefix=f".{folder.name}."))
    try:
        for name, content in made.items():
            (beside / name).write_bytes(content)
        folder.mkdir(exist_ok=True)
        for name in made:
            os.replace(beside / name, folder / name)
    finally:
        shutil.rmtree(beside)
    return sorted(made)
