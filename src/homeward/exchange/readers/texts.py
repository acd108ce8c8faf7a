"""Opens CSV and JSON so that what is wrong is told with its line."""

import csv
import io
import json
from collections import Counter
from collections.abc import Iterator
from typing import Any

from django.utils.translation import gettext as _

from homeward.core.foreign import TooDeep, json_of
from homeward.exchange.readings import Reading


def decoded(data: bytes, file: str, reading: Reading) -> str | None:
    try:
        return data.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        line = data.count(b"\n", 0, error.start) + 1
        reading.fault(file, _("The file is not written in UTF-8."), row=line)
        return None


def json_value(data: bytes, file: str, reading: Reading) -> Any:
    """The parsed value, or None with a fault. Numbers JSON has no word for are refused."""
    text = decoded(data, file, reading)
    if text is None:
        return None
    try:
        return json_of(text)
    except json.JSONDecodeError as error:
        reason = _("The file is not JSON: %(why)s (column %(column)d).")
        known = {"why": error.msg, "column": error.colno}
        reading.fault(file, reason % known, row=error.lineno)
    except TooDeep:
        reading.fault(file, _("The file is nested too deeply."))
    except UnicodeError:
        reading.fault(file, _("The text holds a character that no text may hold."))
    except ValueError as error:
        reading.fault(file, _("The file holds what is no number: %(what)s") % {"what": error})
    return None


def csv_rows(
    data: bytes, file: str, reading: Reading
) -> tuple[list[str], Iterator[tuple[int, dict[str, str]]]]:
    """The header, and each row with the line on which it ends."""
    text = decoded(data, file, reading)
    if text is None:
        return [], iter(())
    reader = csv.reader(io.StringIO(text, newline=""), strict=True)
    header = _header(reader, file, reading)
    return header, _rows(reader, header, file, reading)


def _header(reader: Any, file: str, reading: Reading) -> list[str]:
    try:
        header = [name.strip() for name in next(reader, [])]
    except csv.Error as error:
        reading.fault(file, _("The header can't be read: %(why)s") % {"why": error}, row=1)
        return []
    if not header:
        reading.fault(file, _("The file is empty."))
    for name in sorted(name for name, times in Counter(header).items() if times > 1):
        reading.fault(file, _("The column is there twice."), row=1, field=name)
    return header


def _rows(
    reader: Any, header: list[str], file: str, reading: Reading
) -> Iterator[tuple[int, dict[str, str]]]:
    if not header:
        return
    try:
        for cells in reader:
            if not any(cells):
                continue
            if len(cells) != len(header):
                reason = _("The row has %(found)d cells, the header %(wanted)d.")
                known = {"found": len(cells), "wanted": len(header)}
                reading.fault(file, reason % known, row=reader.line_num)
            else:
                yield reader.line_num, dict(zip(header, cells, strict=True))
    except csv.Error as error:
        reading.fault(
            file, _("The row can't be read: %(why)s") % {"why": error}, row=reader.line_num
        )
