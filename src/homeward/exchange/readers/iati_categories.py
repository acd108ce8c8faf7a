"""Which need a published sector answers, by our own short table; blank where none fits."""

import csv
from functools import cache
from importlib.resources import files

from homeward.programmes.choices import Category

DAC = ("dac-3", "dac-5")


def category(vocabulary: str, code: str) -> str:
    """The purposes of DAC by the longest beginning that the table has, other lists by the code."""
    if vocabulary in DAC:
        beginnings = (code[:length] for length in range(len(code), 1, -1))
        return next((found for part in beginnings if (found := _table().get(("dac", part)))), "")
    return _table().get((vocabulary, code), "")


@cache
def _table() -> dict[tuple[str, str], str]:
    path = files("homeward.exchange.tables").joinpath("iati_categories.csv")
    rows = csv.DictReader(path.read_text(encoding="utf-8").splitlines())
    return {(row["vocabulary"], row["code"]): Category(row["category"]).value for row in rows}
