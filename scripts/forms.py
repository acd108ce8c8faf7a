"""The forms that come with Homeward: XLSForm files made from the texts beside them.

    forms.py            writes src/homeward/FEATURE/xlsforms/NAME.xlsx from NAME.toml
    forms.py check      fails where a file is not what its texts make

A TOML file holds an XLSForm: [form] its settings, [choices.LIST] the choices, [[row]] the
rows of the survey sheet. A text is a list in the order of LANGUAGES. The same texts make the same
bytes.
"""

import io
import sys
import tomllib
from collections.abc import Iterator
from datetime import datetime
from pathlib import Path
from typing import Any

import xlsxwriter

FEATURES = Path(__file__).resolve().parent.parent / "src" / "homeward"
LANGUAGES = ("English (en)", "French (fr)", "Arabic (ar)")
TEXTS = ("label", "hint", "constraint_message", "required_message")
PLAIN = (
    "required", "relevant", "constraint", "calculation", "choice_filter", "default", "appearance",
    "parameters", "repeat_count", "homeward::class", "homeward::fact",
    "homeward::flag", "homeward::htcds",
)  # fmt: skip
SHORT = {
    **{name: f"homeward::{name}" for name in ("class", "fact", "flag", "htcds")},
    "message": "constraint_message",
}
# A date of its own would change each file at each run.
DATED = datetime(2026, 1, 1)


def sources() -> list[Path]:
    return sorted(FEATURES.glob("*/xlsforms/*.toml"))


def made(source: Path) -> bytes:
    form = tomllib.loads(source.read_text(encoding="utf-8"))
    out = io.BytesIO()
    book = xlsxwriter.Workbook(out, {"in_memory": True, "strings_to_formulas": False})
    book.set_properties({"title": form["form"]["form_title"], "created": DATED})
    _write(book, "survey", survey(form))
    _write(book, "choices", choices(form))
    _write(book, "settings", [list(form["form"]), [str(v) for v in form["form"].values()]])
    book.close()
    return out.getvalue()


def survey(form: dict[str, Any]) -> list[list[str]]:
    rows = [{SHORT.get(key, key): value for key, value in row.items()} for row in form["row"]]
    texts = [name for name in TEXTS if any(name in row for row in rows)]
    plain = [name for name in PLAIN if any(name in row for row in rows)]
    if unknown := {key for row in rows for key in row} - {"type", "name", *TEXTS, *PLAIN}:
        raise SystemExit(f"unknown columns: {sorted(unknown)}")
    header = ["type", "name"]
    header += [f"{text}::{language}" for text in texts for language in LANGUAGES] + plain
    return [header, *([*_cells(row, texts, plain)] for row in rows)]


def _cells(row: dict[str, Any], texts: list[str], plain: list[str]) -> Iterator[str]:
    yield from (row["type"], row.get("name", ""))
    for text in texts:
        said = row.get(text, [""] * len(LANGUAGES))
        if len(said) != len(LANGUAGES):
            raise SystemExit(f"{row['name']}: {text} is not in every language")
        yield from said
    yield from (str(row.get(name, "")) for name in plain)


def choices(form: dict[str, Any]) -> list[list[str]]:
    header = ["list_name", "name", *(f"label::{language}" for language in LANGUAGES)]
    return [header] + [
        [name, value, *labels]
        for name, values in form.get("choices", {}).items()
        for value, labels in values.items()
    ]


def _write(book: Any, name: str, rows: list[list[str]]) -> None:
    sheet = book.add_worksheet(name)
    bold = book.add_format({"bold": True})
    for number, row in enumerate(rows):
        for column, text in enumerate(row):
            if text:
                sheet.write_string(number, column, text, bold if number == 0 else None)
    sheet.freeze_panes(1, 0)
    sheet.set_column(0, max(map(len, rows)) - 1, 24)


def main() -> None:
    check = sys.argv[1:] == ["check"]
    for source in sources():
        target, content = source.with_suffix(".xlsx"), made(source)
        if not check:
            target.write_bytes(content)
        elif not target.exists() or target.read_bytes() != content:
            raise SystemExit(f"{target.name} is not what {source.name} makes: run scripts/forms.py")
    print(f"{len(sources())} forms")


if __name__ == "__main__":
    main()
