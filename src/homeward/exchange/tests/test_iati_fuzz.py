"""Whatever stands in a file, reading it ends in a report and never in an exception."""

import io
import random
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from homeward.exchange import activities
from homeward.exchange.importer import Report
from homeward.exchange.tests.iati_samples import BUDGET, MOVED, activity, document, take

BODY = (
    '<recipient-country code="GH" percentage="70"/><recipient-region code="489"/>'
    "<location ref='x'><name><narrative>Kumasi</narrative></name><point srsName='s'>"
    "<pos>1 2</pos></point></location><sector code='11110' percentage='30'/>"
    + BUDGET + MOVED + '<related-activity ref="XX-TEST-1-B" type="1"/>'
)  # fmt: skip
SOUND = document(activity("XX-TEST-1-A", body=BODY), activity("XX-TEST-1-B"))
WORDS = [
    b"<", b">", b"/", b"&", b'"', b"'", b"=", b"\x00", b"\xff", b"]]>", b"<![CDATA[", b"<!--",
    b"-->", b"&#0;", b"&#x10FFFF;", b"&lt;", b"<?x?>", b"<!DOCTYPE a>",
    b"1e400", b"NaN", b"-0", b"9" * 400,
    b"2025-02-30", b"0000-00-00", b"9999-12-31", b"<narrative/>", b"<iati-activity>", b"xml:lang",
    "é".encode(), "\u202e".encode(), b" " * 300, b"</iati-activities>", b"<value/>", b"<pos/>",
]  # fmt: skip


def mangled(seed: int, cuts: int) -> bytes:
    """The sound file with pieces taken out, doubled, swapped, or written over."""
    chance = random.Random(seed)
    data = SOUND
    for _cut in range(cuts):
        begin = chance.randrange(len(data) + 1)
        end = min(len(data), begin + chance.choice([0, 1, 2, 8, 40, 200]))
        piece = chance.choice([b"", data[begin:end] * 2, chance.choice(WORDS), data[:40]])
        data = data[:begin] + piece + data[end:]
    return data


def read(data: bytes, lenient: bool) -> Report:
    source = activities.Source("file.xml", io.BytesIO(data), len(data))
    return activities.run([source], activities.Options(is_lenient=lenient), dry_run=True)


@pytest.mark.parametrize("lenient", [False, True])
def test_mangled_files_end_in_a_report(as_app: Any, lenient: bool) -> None:
    @settings(max_examples=60, suppress_health_check=[HealthCheck.function_scoped_fixture])
    @given(st.integers(0, 2**32), st.integers(1, 6))
    def check(seed: int, cuts: int) -> None:
        report = read(mangled(seed, cuts), lenient)
        assert report.is_refused or report.counts["programme"]
        report.as_json()

    with as_app():
        check()


@pytest.mark.parametrize("lenient", [False, True])
def test_any_bytes_end_in_a_report(as_app: Any, lenient: bool) -> None:
    @settings(max_examples=60, suppress_health_check=[HealthCheck.function_scoped_fixture])
    @given(st.binary(max_size=400))
    def check(data: bytes) -> None:
        assert read(data, lenient).is_refused

    with as_app():
        check()


def test_the_sound_file_is_sound(as_app: Any) -> None:
    with as_app():
        assert take(SOUND).count("programme", "new") == 2
