"""Parts of a backup: sealed and opened, altered, too old. No server is needed here."""

import json
import os
import signal
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest

from homeward.config.backups import drilling, health, keeping, keystore, places, repository, sealing
from homeward.config.backups.places import Places, Trouble
from homeward.config.backups.repository import About

NOW = datetime(2026, 5, 20, 12, tzinfo=UTC)
RECIPIENT, IDENTITY = sealing.make_pair()


@pytest.fixture
def identity(tmp_path: Path) -> list[Any]:
    file = tmp_path / "identity"
    file.write_text(f"# kept apart\n{IDENTITY}\n")
    return sealing.identities(file)


def put(folder: Path, name: str, data: bytes) -> repository.Piece:
    return repository.keep(folder, name, lambda sink: sink.write(data), [RECIPIENT])


def about(label: str, ended: datetime, lsn: str = "0/2000028", timeline: int = 1) -> About:
    return About(
        label=label, began_at=ended.isoformat(), ended_at=ended.isoformat(), timeline=timeline,
        start_lsn=lsn, stop_lsn=lsn, server="18", homeward="0", holds_keys=True, files=1, parts={},
    )  # fmt: skip


def where(folder: Path, **changed: Any) -> Places:
    values: dict[str, Any] = {
        "folder": folder / "data", "keys_folder": folder / "apart", "days": 35, "keys_days": 14,
        "recipients": (RECIPIENT,), "keys_recipients": (RECIPIENT,), "hours": 26, "seconds": 10,
    }  # fmt: skip
    return Places(**(values | changed))


def test_what_was_sealed_opens_with_the_identity_alone(tmp_path: Path, identity: Any) -> None:
    data = os.urandom(3 << 20)
    piece = put(tmp_path, "segment", data)
    assert data[:1000] not in piece.path.read_bytes()
    with sealing.opened(piece.path, identity) as plain:
        assert plain.read() == data
    other = tmp_path / "other"
    other.write_text(sealing.make_pair()[1])
    with (
        pytest.raises(Trouble, match="does not open"),
        sealing.opened(piece.path, sealing.identities(other)) as plain,
    ):
        plain.read()


@pytest.mark.parametrize("place", [0, 300, -1])
def test_one_altered_byte_is_noticed_by_its_sum_and_when_it_is_opened(
    tmp_path: Path, identity: Any, place: int
) -> None:
    piece = put(tmp_path, "segment", os.urandom(200_000))
    assert list(repository.piece_faults(tmp_path)) == []
    data = bytearray(piece.path.read_bytes())
    data[place] ^= 1
    piece.path.write_bytes(data)
    (fault,) = repository.piece_faults(tmp_path)
    assert "segment was altered" in fault
    with pytest.raises(Trouble), sealing.opened(piece.path, identity) as plain:
        plain.read(10)


def test_a_part_that_is_cut_short_does_not_open(tmp_path: Path, identity: Any) -> None:
    piece = put(tmp_path, "segment", os.urandom(200_000))
    piece.path.write_bytes(piece.path.read_bytes()[:-70_000])
    with pytest.raises(Trouble), sealing.opened(piece.path, identity) as plain:
        plain.read()


def test_a_writer_that_fails_leaves_no_part_behind(tmp_path: Path) -> None:
    def fail(sink: Any) -> None:
        sink.write(b"half")
        raise Trouble("the server went away")

    with pytest.raises(Trouble, match="went away"):
        repository.keep(tmp_path, "segment", fail, [RECIPIENT])
    assert list(tmp_path.iterdir()) == []


def test_a_piece_takes_the_place_of_the_one_before_it(tmp_path: Path) -> None:
    put(tmp_path, "0001.partial", b"a")
    newer = put(tmp_path, "0001.partial", b"ab")
    put(tmp_path, "0001", b"abc")
    assert [piece.name for piece in repository.pieces(tmp_path)] == ["0001", "0001.partial"]
    assert newer.path.exists()


def test_without_recipients_nothing_is_made(tmp_path: Path) -> None:
    for texts in ([], ["age1nobody"]):
        with pytest.raises(Trouble):
            sealing.seal(lambda sink: None, tmp_path / "part", texts)


def test_old_base_backups_go_and_the_newest_stays() -> None:
    bases = [about(str(days), NOW - timedelta(days=days)) for days in (50, 40, 36, 34, 1)]
    going = keeping.bases_to_go(bases, now=NOW, days=35)
    assert [one.label for one in going] == ["50", "40", "36"]
    assert keeping.bases_to_go(bases[:1], now=NOW, days=35) == []
    assert keeping.bases_held_too_long(bases[:1], now=NOW, days=35)


def test_the_log_goes_with_the_last_base_backup_that_needs_it() -> None:
    names = [
        "0000000100000000000000FE",
        "0000000100000000000000FF",
        "000000010000000100000000",
        "000000010000000100000001.partial",
        "00000002.history",
    ]
    kept = [about("a", NOW, "0/FF000028"), about("b", NOW, "1/28")]
    assert keeping.segments_to_go(names, kept) == names[:1]
    assert keeping.segments_to_go(names, kept[1:]) == names[:2]
    assert keeping.segments_to_go(names, []) == []


def test_keys_stay_for_fewer_days_and_the_newest_dump_always(tmp_path: Path) -> None:
    folder = repository.keys_folder(tmp_path)
    for days in (40, 20, 13):
        at = NOW - timedelta(days=days)
        put(folder, f"{keystore.stamp(at)}.full", b"full")
        put(folder, f"{keystore.stamp(at + timedelta(hours=1))}.since", b"since")
    found = repository.pieces(folder)
    assert [piece.name[-5:] for piece in found[:2]] == [".full", "since"]
    assert keeping.keys_to_go(found, now=NOW, days=14) == found[:4]
    assert keeping.keys_to_go(found, now=NOW, days=30) == found[:2]
    assert keeping.keys_to_go(found, now=NOW, days=0) == [*found[:4], found[5]]


def test_a_dump_is_followed_by_what_was_kept_after_it_whoever_made_it(tmp_path: Path) -> None:
    folder = repository.keys_folder(tmp_path)
    names = [f"{keystore.stamp(NOW + timedelta(hours=n))}" for n in range(4)]
    for name in (f"{names[0]}.full", f"{names[1]}.since", f"{names[2]}.full", f"{names[3]}.since"):
        put(folder, name, b"x")
    last, later = keystore.newest(tmp_path)
    assert last.name.startswith(names[2])
    assert [piece.name[:-6] for piece in later] == names[3:]
    with pytest.raises(Trouble, match="No backup of the key store"):
        keystore.newest(tmp_path / "elsewhere")


def test_one_server_for_both_keeps_the_data_no_longer_than_the_keys(monkeypatch: Any) -> None:
    monkeypatch.delenv("HOMEWARD_KEYS_URL", raising=False)
    assert where(Path("/x")).data_days == 14
    monkeypatch.setenv("HOMEWARD_KEYS_URL", "postgresql://keys@elsewhere/keys")
    assert where(Path("/x")).data_days == 35


def test_prune_deletes_what_the_rules_name_and_no_more(tmp_path: Path) -> None:
    place = where(tmp_path, days=10)
    folder = place.for_data()
    for days, lsn in ((30, "0/1000028"), (3, "0/3000028")):
        one = about(f"b{days}", NOW - timedelta(days=days), lsn)
        put(repository.make(repository.base_folder(folder, one.label)), "x", b"x")
        repository.write_about(folder, one)
    for number in range(1, 5):
        put(repository.wal_folder(folder), f"00000001000000000000000{number}", b"log")
    gone = keeping.prune(place, now=NOW)
    assert (gone.bases, gone.segments) == (1, 2)
    assert [one.label for one in repository.bases(folder)] == ["b3"]
    assert not repository.base_folder(folder, "b30").exists()
    assert keeping.prune(place, now=NOW) == keeping.Gone()


def test_a_gap_in_the_log_is_named(tmp_path: Path) -> None:
    for number in (1, 2, 4):
        put(repository.wal_folder(tmp_path), f"00000001000000000000000{number}", b"log")
    (gap,) = repository.gaps(tmp_path)
    assert gap.endswith("between 000000010000000000000002 and 000000010000000000000004.")


def test_a_base_backup_with_an_altered_or_missing_part_is_named(tmp_path: Path) -> None:
    folder = repository.make(repository.base_folder(tmp_path, "one"))
    found = sealing.seal(lambda sink: sink.write(b"x"), folder / repository.BASE, [RECIPIENT])
    said = about("one", NOW).__dict__ | {
        "parts": {repository.BASE: {"sha256": found.sha256, "size": found.size}}
    }
    repository.write_about(tmp_path, About(**said))
    assert list(repository.faults(tmp_path)) == []
    (folder / repository.BASE).write_bytes(b"something else")
    assert "has another sum" in next(repository.faults(tmp_path))
    (folder / repository.BASE).unlink()
    assert "is missing" in next(repository.faults(tmp_path))


def test_health_says_in_words_what_is_lacking(tmp_path: Path, monkeypatch: Any) -> None:
    for name in os.environ:
        if "BACKUP" in name or name == "HOMEWARD_KEYS_URL":
            monkeypatch.delenv(name)
    said = " ".join(health.faults(now=NOW))
    assert "Nothing is backed up" in said
    assert "The keys are not backed up" in said
    data = repository.make(tmp_path / "data")
    monkeypatch.setenv("HOMEWARD_BACKUP_FOLDER", str(data))
    monkeypatch.setenv("HOMEWARD_KEYS_BACKUP_FOLDER", str(data))
    monkeypatch.setenv("HOMEWARD_KEYS_BACKUP_DAYS", "35")
    said = " ".join(health.faults(now=NOW))
    for words in ("lie in one folder", "names nobody", "not shorter", "No base backup lies in"):
        assert words in said, words
    repository.make(repository.base_folder(data, "old"))
    repository.write_about(data, about("old", NOW - timedelta(hours=50)))
    monkeypatch.setenv("HOMEWARD_KEYS_BACKUP_DAYS", "14")
    said = " ".join(health.faults(now=NOW))
    assert "is 50 hours old" in said
    assert "The log is not backed up" in said
    assert "share a server" in said
    reached = repository.make(repository.wal_folder(data)) / "reached"
    reached.touch()
    os.utime(reached, (NOW.timestamp() - 3600,) * 2)
    assert "it last wrote 60 minutes ago" in " ".join(health.faults(now=NOW))


def test_what_is_said_of_a_backup_names_nobody(tmp_path: Path) -> None:
    repository.make(repository.base_folder(tmp_path, "one"))
    repository.write_about(tmp_path, about("one", NOW))
    said = json.loads((repository.base_folder(tmp_path, "one") / repository.ABOUT).read_text())
    assert set(said) == set(About.__dataclass_fields__)


def test_beside_the_backups_stands_up_to_when_they_reach(tmp_path: Path) -> None:
    (tmp_path / "base" / "one").mkdir(parents=True)
    repository.wal_folder(tmp_path).mkdir()
    repository.write_about(tmp_path, about("one", NOW - timedelta(hours=3)))
    repository.note_latest(tmp_path)
    assert _latest(tmp_path) == {
        "taken_at": (NOW - timedelta(hours=3)).isoformat(), "streamed_until": None,
    }  # fmt: skip
    mark = repository.wal_folder(tmp_path) / "reached"
    mark.touch()
    os.utime(mark, (NOW.timestamp(), NOW.timestamp()))
    repository.note_latest(tmp_path)
    assert _latest(tmp_path)["streamed_until"] == NOW.isoformat()


def _latest(folder: Path) -> Any:
    return json.loads((folder / "latest.json").read_text())


def test_settings_are_read_as_lines_or_by_commas(monkeypatch: Any) -> None:
    monkeypatch.setenv("HOMEWARD_BACKUP_RECIPIENTS", f"# first\n{RECIPIENT},\nage1other")
    assert places.configured().recipients == (RECIPIENT, "age1other")


def test_what_root_writes_belongs_to_whose_the_folder_is(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Somebody takes a backup by hand as root; the nightly unit must be able to let it go."""
    given: dict[str, tuple[int, int]] = {}
    monkeypatch.setattr(os, "geteuid", lambda: 0)
    monkeypatch.setattr(os, "chown", lambda path, *to: given.update({Path(path).name: to}))
    around = tmp_path.stat()
    piece = put(tmp_path / "wal", "segment", b"written")
    assert set(given.values()) == {(around.st_uid, around.st_gid)}
    assert "wal" in given
    assert any(name.startswith(f".{piece.name}") for name in given)


def test_a_drill_that_takes_too_long_is_ended_and_leaves_no_folder(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    root = tmp_path / "drill"

    def restored(*args: Any, **words: Any) -> None:
        assert root.exists()
        signal.raise_signal(signal.SIGALRM)

    monkeypatch.setattr(drilling.tempfile, "mkdtemp", lambda prefix: root.mkdir() or str(root))
    monkeypatch.setattr(drilling.restoring, "restore", restored)
    monkeypatch.setattr(drilling, "_reach", lambda where, point: None)
    before = signal.getsignal(signal.SIGALRM)
    probe: Any = None
    with pytest.raises(Trouble, match="not done after 120 minutes"), drilling.limited(120):
        drilling._run(where(tmp_path), tmp_path, probe, 1, NOW, lost=False)
    assert not root.exists()
    assert signal.getsignal(signal.SIGALRM) == before
