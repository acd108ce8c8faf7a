"""The envelope: opened whole by its passphrase, or not at all."""

import io
from pathlib import Path

import pytest

from homeward.archives import sealing

PASSPHRASE = "a long way home and back"


def sealed(content: bytes) -> bytes:
    out = io.BytesIO()
    sealing.seal(io.BytesIO(content), out, PASSPHRASE)
    return out.getvalue()


def opened(content: bytes, passphrase: str = PASSPHRASE) -> bytes:
    return b"".join(sealing.opened(io.BytesIO(content), passphrase))


@pytest.mark.parametrize("size", [0, 1, 99, 100, 101, 200, 250])
def test_what_was_sealed_is_opened_whole(size: int, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sealing, "PIECE", 100)
    content = bytes(range(256))[:size]
    assert opened(sealed(content)) == content


def test_pieces_that_were_cut_moved_or_altered_are_refused(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(sealing, "PIECE", 100)
    whole = sealed(b"x" * 300)
    start = len(whole) - 3 * (100 + sealing.TAG)
    one, two, three = (whole[start + n * 116 : start + (n + 1) * 116] for n in range(3))
    head = whole[:start]
    for bad in (
        head + one + two,
        head + one + three + two,
        head + two + three,
        head + one + two + three + three,
        whole[:-1],
        head,
        whole.replace(b'"n": 65536', b'"n": 32768'),
    ):
        with pytest.raises(sealing.NotOpened):
            opened(bad)


def test_another_passphrase_opens_nothing_and_leaves_no_file(tmp_path: Path) -> None:
    (tmp_path / "sealed").write_bytes(sealed(b"words"))
    with pytest.raises(sealing.NotOpened):
        sealing.open_to(tmp_path / "sealed", tmp_path / "clear", "another")
    assert not (tmp_path / "clear").exists()


def test_a_head_that_asks_for_too_much_is_refused() -> None:
    whole = sealed(b"words")
    for bad in (b"", b"x" * 50, whole.replace(b"65536", b"99999999"), whole[:30]):
        with pytest.raises(sealing.NotOpened):
            opened(bad)
