"""The nightly comparison, from the files to the queue; and words for every level."""

from typing import Any

from homeward.duplicates import jobs, waterfall
from homeward.duplicates.models import Pair
from homeward.linkage import model
from homeward.linkage.records import Record
from homeward.persons import comparing
from homeward.persons.choices import Script


def test_the_night_finds_pairs_within_and_across_owners(files: Any) -> None:
    files.cast.agree(files.cast.host, files.cast.partner_org)
    one, two = files.register(), files.register(given_name="Effua")
    theirs = files.register(files.cast.partner)
    files.register(
        given_name="Kwabena", family_name="Boateng", birth_year=1960, contacts=[], document=None
    )
    unknown = files.register(files.cast.stranger)
    with files.cast.as_app():
        assert jobs.look(at=files.cast.now) == 3
        assert jobs.look(at=files.cast.now) == 0
    found = {frozenset(p.sides.values_list("person", flat=True)) for p in Pair.objects.all()}
    mine, other, third = one.pk, two.pk, theirs.pk
    assert found == {
        frozenset({mine, other}), frozenset({mine, third}), frozenset({other, third})
    }  # fmt: skip
    assert not any(unknown.pk in pair for pair in found)


def test_a_name_in_another_script_is_compared_by_its_nearest_spelling(files: Any) -> None:
    arabic = {"given_name": "محمد", "family_name": "منساه", "contacts": [], "document": None}
    files.register(**arabic)
    latin = files.register(
        given_name="Mohamed", family_name="Mensah", contacts=[],
        other_names=[(Script.ARABIC, "محمد", "منساه")],
    )  # fmt: skip
    with files.cast.as_app():
        jobs.look(at=files.cast.now)
    assert Pair.objects.filter(sides__person=latin).exists()


def test_every_level_of_the_model_has_its_words() -> None:
    assert set(comparing.FIELDS) == set(model.LEVELS) == set(comparing.LEVELS)
    for field, levels in model.LEVELS.items():
        assert set(levels) <= set(comparing.LEVELS[field]), field


def test_the_bars_add_up_and_stay_in_the_drawing() -> None:
    told = model.judge(
        Record(
            id="a", given_name="Efua", family_name="Ansah", birth_date="1991", document="G12345"
        ),
        Record(
            id="b", given_name="Effua", family_name="Ansah", birth_date="1990", document="G12345"
        ),
    )
    fall = waterfall.of(told)
    total = sum(bar.bits for bar in fall.bars)
    assert abs(1 / (1 + 2**-total) - told.probability) < 1e-9
    assert all(-0.2 <= bar.x <= waterfall.WIDTH + 0.2 for bar in fall.bars)
    assert all(bar.x + bar.width <= waterfall.WIDTH + 1.2 for bar in fall.bars)
    assert 0 <= fall.even <= waterfall.WIDTH
