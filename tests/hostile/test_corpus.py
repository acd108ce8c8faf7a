"""Each hostile file is brought to its own door: refused clearly, or taken without harm."""

from collections import Counter

from tests.hostile import bounded, doors
from tests.hostile.corpus import corpus
from tests.hostile.items import EITHER, TAKEN

FEWEST = 200


def test_the_corpus_is_refused_or_harmless() -> None:
    """In processes of little memory, without a network, with one folder to write to."""
    files = corpus()
    faults, ends = [], Counter[str]()
    for name, told in bounded.opened(list(files)):
        ends[told["end"]] += 1
        wanted = {"refused", TAKEN} if files[name].end == EITHER else {files[name].end}
        if told["end"] not in wanted:
            faults.append(f"{name}, which {files[name].tries}: {told}")
    print(f"\n{len(files)} files: {dict(ends)}")
    assert faults == [], "\n".join(faults)
    assert sum(ends.values()) == len(files) >= FEWEST


def test_every_door_has_hostile_files() -> None:
    doors.declare_all()
    assert {item.door for item in corpus().values()} == set(doors.DOORS)


def test_the_corpus_is_the_same_in_every_run() -> None:
    some = [item for item in corpus().values() if item.name.startswith(("letter/", "season_csv/"))]
    assert [item.make() for item in some] == [item.make() for item in some]
