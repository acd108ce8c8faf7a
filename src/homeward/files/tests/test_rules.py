import pytest

from homeward.files import rules
from homeward.files.choices import Reason


@pytest.mark.parametrize(
    ("content", "kind"),
    [
        (b"%PDF-1.7 rest", "application/pdf"),
        (b"\xff\xd8\xff\xe0 rest", "image/jpeg"),
        (b"\x89PNG\r\n\x1a\nrest", "image/png"),
        (b"<html>", None),
        (b"MZ\x90", None),
    ],
)
def test_a_file_is_known_by_its_first_bytes(content: bytes, kind: str | None) -> None:
    assert rules.type_of(content) == kind


@pytest.mark.parametrize(
    ("content", "reasons"),
    [
        (b"%PDF-1.7", []),
        (b"", [Reason.EMPTY]),
        (b"plain text", [Reason.WRONG_TYPE]),
        (b"%PDF-" + b"0" * rules.MOST_BYTES, [Reason.TOO_LARGE]),
        (b"0" * (rules.MOST_BYTES + 1), [Reason.TOO_LARGE, Reason.WRONG_TYPE]),
    ],
)
def test_each_fault_is_told(content: bytes, reasons: list[Reason]) -> None:
    assert rules.reasons_not_to_store(content) == reasons
