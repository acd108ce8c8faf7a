"""A sheet that was looked at, carried by its page to the next: nothing is kept here. Pure."""

import base64
import binascii
import io
import json
import zlib
from collections.abc import Mapping

from homeward.core.refusals import Refused
from homeward.reception.choices import Reason
from homeward.reception.manifests import words
from homeward.reception.manifests.reading import MOST_ROWS, Cells

MOST_UNPACKED = 4 * 1024 * 1024


def pack(cells: Mapping[int, Cells]) -> str:
    told = json.dumps({str(line): dict(row) for line, row in cells.items()}, ensure_ascii=False)
    return base64.b64encode(zlib.compress(told.encode())).decode()


def unpack(text: str) -> dict[int, Cells]:
    """The rows again. It comes from a browser, so that it is read as strictly as a file."""
    try:
        packed = zlib.decompressobj()
        told = packed.decompress(base64.b64decode(text, validate=True), MOST_UNPACKED)
        if packed.unconsumed_tail:
            raise Refused(Reason.TOO_MANY_ROWS)
        found = json.load(io.BytesIO(told))
        columns = set(words.columns())
        rows: dict[int, Cells] = {
            int(line): {str(c): str(cell) for c, cell in row.items() if c in columns}
            for line, row in found.items()
        }
    except (binascii.Error, zlib.error, ValueError, AttributeError, TypeError) as error:
        raise Refused(Reason.NO_ROWS) from error
    if len(rows) > MOST_ROWS:
        raise Refused(Reason.TOO_MANY_ROWS)
    return rows
