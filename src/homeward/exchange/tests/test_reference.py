"""P-codes, GeoNames and ESCO from files made up here; the whole ones are in tests/real_data."""

import gzip
import json
import zipfile
from pathlib import Path
from typing import Any

import pytest
from typer.testing import CliRunner, Result

from homeward.core import editions
from homeward.exchange.cli import imports
from homeward.exchange.readers import esco, geonames, packed, pcodes
from homeward.exchange.readings import Reading
from homeward.occupations.models import Occupation, OccupationSkill
from homeward.places.models import Area, Town

HEADER = "Location,Admin Level,P-Code,Name,Parent P-Code,Valid from date\n"
GOOD = (
    HEADER
    + "#country+code,#geo+admin_level,#adm+code,#adm+name,#adm+code+parent,#date+start\n"
    + "GHA,1,GH02,Ashanti,GHA,2021-01-01\n"
    + "GHA,2,GH0214,Kumasi,GH02,2021-01-01\n"
)
TOWNS = (
    "geonameid,name,latitude,longitude,countrycode,population,admin1code,timezone,alternatenames\n"
    "2298890,Kumasi,6.68848,-1.62443,GH,1468609,02,Africa/Accra,Coomassie|كوماسي|Kumasi\n"
    "1,Oldtown,6.5,-1.5,XK,10,,,\n"
    "2,Newtown,6.5,-1.5,GH,0,,,\n"
)


def dump_line(pk: int, name: str, others: str, kind: str = "P", country: str = "GH") -> str:
    cells = [str(pk), name, name, others, "6.6", "-1.6", kind, "PPL", country, "", "02", "", "", ""]
    return "\t".join([*cells, "900", "", "250", "Africa/Accra", "2024-01-01"])


def write(path: Path, text: str) -> Path:
    path.write_text(text, encoding="utf-8")
    return path


def invoke(*arguments: object) -> Result:
    return CliRunner().invoke(imports, [str(argument) for argument in arguments])


def archive(path: Path, files: dict[str, str]) -> Path:
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as packed_file:
        for name, text in files.items():
            packed_file.writestr(name, text)
    return path


URI = "http://data.example.org/"
CLASSIFICATION = {
    "ISCOGroups_en.csv": f"conceptUri,code,preferredLabel,description\n{URI}C7,7,Craft workers,\n"
    f"{URI}C75,75,Food and wood,\n{URI}C752,752,Wood,\n{URI}C7522,7522,Cabinet-makers,\n",
    "occupations_en.csv": "conceptUri,iscoGroup,preferredLabel,altLabels,code,description\n"
    f'{URI}o1,7522,joiner,"wood worker\njoiner\nfurniture maker",7522.1,Joins wood.\n'
    f"{URI}o2,7522,chair maker,,7522.1.1,\n",
    "skills_en.csv": "conceptUri,skillType,reuseLevel,preferredLabel,altLabels,description\n"
    f"{URI}s1,skill/competence,sector-specific,saw wood,cut timber,\n"
    f"{URI}s2,knowledge,cross-sector,wood types,,\n",
    "skillGroups_en.csv": "conceptUri,preferredLabel,altLabels,code\n"
    f"{URI}g1,working with wood,,S6\n",
    "readme.csv": "not,asked\n",
}
RELATIONS = {
    "broaderRelationsOccPillar.csv": "conceptUri,broaderUri\n"
    f"{URI}o2,{URI}o1\n{URI}o1,{URI}C7522\n",
    "broaderRelationsSkillPillar.csv": f"conceptUri,broaderUri\n{URI}s1,{URI}g1\n",
    "occupationSkillRelations.csv": "occupationUri,relationType,skillType,skillUri\n"
    f"{URI}o1,essential,skill/competence,{URI}s1\n{URI}o1,optional,knowledge,{URI}s2\n"
    f"{URI}gone,essential,knowledge,{URI}s2\n{URI}gone,essential,knowledge,{URI}s1\n",
    "skillSkillRelations.csv": "originalSkillUri,relationType,relatedSkillUri\n"
    f"{URI}s1,optional,{URI}s2\n",
}


@pytest.fixture
def esco_files(tmp_path: Path) -> tuple[Path, Path]:
    return archive(tmp_path / "c.zip", CLASSIFICATION), archive(tmp_path / "r.zip", RELATIONS)


def test_pcodes_are_read_reported_and_read_again(tmp_path: Path, as_app: Any) -> None:
    path, summary = write(tmp_path / "p.csv", GOOD), tmp_path / "s.json"
    with as_app():
        trial = invoke("pcodes", path, "--dry-run", "--json", summary)
        assert (trial.exit_code, Area.objects.count()) == (0, 0), trial.output
        assert json.loads(summary.read_text())["counts"] == {"area": {"new": 2}}
        assert editions.of("pcodes") is None
        assert invoke("pcodes", path).exit_code == 0
        assert Area.objects.get(pcode="GH0214").parent == Area.objects.get(pcode="GH02")
        known = editions.of("pcodes")
        assert known
        assert (known.file, known.rows) == ("p.csv", 2)
        invoke("pcodes", path, "--json", summary)
    assert json.loads(summary.read_text())["counts"] == {"area": {"unchanged": 2}}


def test_what_is_gone_is_named_and_stays(tmp_path: Path, as_app: Any) -> None:
    with as_app():
        invoke("pcodes", write(tmp_path / "p.csv", GOOD))
        shorter = GOOD.rsplit("GHA", 1)[0]
        result = invoke("pcodes", write(tmp_path / "p.csv", shorter))
        assert "area GH/GH0214 Kumasi" in result.output
        assert Area.objects.count() == 2


@pytest.mark.parametrize(
    ("row", "field"),
    [
        ("ZZZ,1,ZZ01,Nowhere,ZZZ,", "Location"),
        ("GHA,0,GH03,Ghana,GHA,", "Admin Level"),
        ("GHA,x,GH03,Volta,GHA,", "Admin Level"),
        ("GHA,1,,Volta,GHA,", "P-Code"),
        ("GHA,1,GH02,Again,GHA,", "P-Code"),
        ("GHA,1,GH03,,GHA,", "Name"),
        (f"GHA,1,GH03,{'n' * 201},GHA,", "Name"),
        ("GHA,1,GH03,Volta,GHA,2021-13-01", "Valid from date"),
        ("GHA,2,GH0301,Ho,GH03,", "Parent P-Code"),
        ("GHA,1,GH03,Volta,GH02,", "Parent P-Code"),
    ],
)
def test_a_faulty_area_refuses_the_list_and_says_where(
    tmp_path: Path, row: str, field: str
) -> None:
    _records, reading = pcodes.read(write(tmp_path / "p.csv", f"{GOOD}{row}\n"))
    assert [(fault.row, fault.field) for fault in reading.faults] == [(5, field)]


def test_every_fault_is_told_at_once_and_nothing_is_written(tmp_path: Path, as_app: Any) -> None:
    path = write(tmp_path / "p.csv", f"{GOOD}ZZZ,9,,,ZZZ,then\nGHA,1,GH04\n")
    with as_app():
        result = invoke("pcodes", path)
        assert (result.exit_code, Area.objects.count()) == (1, 0)
    assert "Refused: 6 faults" in result.output


@pytest.mark.parametrize(
    "text", ["", "Location,Name\nGHA,x\n", HEADER.replace("Name", "P-Code"), '"GHA\n']
)
def test_a_wrong_header_is_refused(tmp_path: Path, text: str) -> None:
    _records, reading = pcodes.read(write(tmp_path / "p.csv", text))
    assert reading.faults


def test_towns_of_a_csv_are_read_and_those_of_no_country_are_told(tmp_path: Path) -> None:
    records, reading = geonames.read(write(tmp_path / "t.csv", TOWNS))
    assert [(town.name, town.names, town.population) for town in records] == [
        ("Kumasi", ("Coomassie", "كوماسي"), 1468609),
        ("Newtown", (), None),
    ]
    assert [note.text[:12] for note in reading.notes] == ["1 town of XK"]
    assert not reading.faults


def test_towns_of_a_dump_are_read_packed_or_not(tmp_path: Path, as_app: Any) -> None:
    text = "\n".join([
        dump_line(5, "Ho", "Hò,Ho Town"), dump_line(6, "Volta", "", kind="A"), "",
    ])  # fmt: skip
    gzipped = tmp_path / "GH.txt.gz"
    gzipped.write_bytes(gzip.compress(text.encode()))
    zipped = archive(tmp_path / "GH.zip", {"GH.txt": text})
    plain = write(tmp_path / "GH.txt", text)
    read = [geonames.read(path)[0] for path in (plain, zipped, gzipped)]
    assert read[0] == read[1] == read[2]
    assert [(town.name, town.names) for town in read[0]] == [("Ho", ("Ho Town", "Hò"))]
    with as_app():
        assert invoke("geonames", zipped).exit_code == 0
        assert Town.objects.get().key == "ho"


@pytest.mark.parametrize(
    ("row", "field"),
    [
        ("x,Ho,6.6,0.4,GH,1,,,", "geonameid"),
        ("99999999999,Ho,6.6,0.4,GH,1,,,", "geonameid"),
        ("2298890,Ho,6.6,0.4,GH,1,,,", "geonameid"),
        ("7,,6.6,0.4,GH,1,,,", "name"),
        ("7,Ho,96.6,0.4,GH,1,,,", "latitude"),
        ("7,Ho,nan,0.4,GH,1,,,", "latitude"),
        ("7,Ho,6.6,east,GH,1,,,", "longitude"),
        ("7,Ho,6.6,0.4,GH,many,,,", "population"),
    ],
)
def test_a_faulty_town_refuses_the_file_and_says_where(
    tmp_path: Path, row: str, field: str
) -> None:
    _records, reading = geonames.read(write(tmp_path / "t.csv", f"{TOWNS}{row}\n"))
    assert [(fault.row, fault.field) for fault in reading.faults] == [(5, field)]


def test_a_dump_with_a_short_row_is_refused(tmp_path: Path) -> None:
    path = write(tmp_path / "GH.txt", f"{dump_line(5, 'Ho', '')}\n5\tHo\n")
    assert [fault.row for fault in geonames.read(path)[1].faults] == [2]


def test_a_classification_is_read_written_and_read_again(
    esco_files: tuple[Path, Path], tmp_path: Path, as_app: Any
) -> None:
    summary = tmp_path / "s.json"
    with as_app():
        result = invoke("esco", *esco_files, "--json", summary)
        assert result.exit_code == 0, result.output
        told = json.loads(summary.read_text())
        assert told["counts"] == {
            "ISCO group": {"new": 4},
            "occupation": {"new": 2},
            "skill": {"new": 3},
            "skill of an occupation": {"new": 2},
            "skill in a group": {"new": 1},
            "skill of a skill": {"new": 1},
        }
        [note] = told["notes"]
        assert (note["row"], note["text"][:12]) == (4, "2 relations ")
        joiner = Occupation.objects.get(title="joiner")
        assert (joiner.alt_labels, joiner.group_id) == (["wood worker", "furniture maker"], "7522")
        assert joiner.narrower.get().title == "chair maker"
        assert joiner.group.parent_id == "752"
        invoke("esco", *esco_files, "--json", summary)
        again = json.loads(summary.read_text())["counts"]
        assert {did for counts in again.values() for did in counts} == {"unchanged"}


def test_a_relation_that_is_gone_goes_and_an_occupation_stays(
    esco_files: tuple[Path, Path], tmp_path: Path, as_app: Any
) -> None:
    fewer = {**CLASSIFICATION, "occupations_en.csv": CLASSIFICATION["occupations_en.csv"]
             .replace(f"{URI}o2,7522,chair maker,,7522.1.1,\n", "")}  # fmt: skip
    links = {**RELATIONS, "occupationSkillRelations.csv":
             RELATIONS["occupationSkillRelations.csv"].replace("optional", "essential", 1)
             .replace(f"{URI}o1,essential,skill/competence,{URI}s1\n", "")}  # fmt: skip
    with as_app():
        invoke("esco", *esco_files)
        later = archive(tmp_path / "c2.zip", fewer), archive(tmp_path / "r2.zip", links)
        result = invoke("esco", *later)
        assert result.exit_code == 0, result.output
        assert Occupation.objects.count() == 2
        assert [n.relation for n in OccupationSkill.objects.all()] == ["essential"]
        assert f"occupation {URI}o2" in result.output


def faults_of(tmp_path: Path, **changed: str) -> list[tuple[str, str]]:
    files = {**CLASSIFICATION, **{f"{name}.csv": text for name, text in changed.items()}}
    kept = {name: text for name, text in files.items() if text}
    paths = archive(tmp_path / "c.zip", kept), archive(tmp_path / "r.zip", RELATIONS)
    return [(fault.field, fault.reason) for fault in esco.read(*paths)[2].faults]


def test_a_missing_file_or_column_is_refused(tmp_path: Path) -> None:
    assert faults_of(tmp_path, skills_en="") == [("", "The archive has no skills.csv.")]
    [(field, _reason)] = faults_of(tmp_path, skillGroups_en="conceptUri,preferredLabel,code\n")
    assert field == "altLabels"
    [(_field, reason)] = faults_of(tmp_path, skills_fr=CLASSIFICATION["skills_en.csv"])
    assert "more than one language" in reason


def test_faulty_rows_are_refused_each_with_its_column(tmp_path: Path) -> None:
    head = "conceptUri,iscoGroup,preferredLabel,altLabels,code\n"
    found = faults_of(
        tmp_path,
        occupations_en=f"{head}o1,9999,,,\n{URI}o2,7522,b,{'l' * 301},\n",
        ISCOGroups_en=CLASSIFICATION["ISCOGroups_en.csv"] + f"{URI}Cx,x,X,\n",
    )
    assert [field for field, _reason in found] == [
        "code", "preferredLabel", "iscoGroup", "conceptUri", "altLabels",
    ]  # fmt: skip


def test_an_archive_that_unpacks_to_too_much_is_refused(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(packed, "MOST_BYTES", 1000)
    zipped = archive(tmp_path / "b.zip", {"b.csv": "0" * 1001})
    gzipped = tmp_path / "b.csv.gz"
    gzipped.write_bytes(gzip.compress(b"0" * 1001))
    for path in (zipped, gzipped):
        reading = Reading()
        assert packed.single(path, reading, suffixes=(".csv",)) is None
        assert "too much" in reading.faults[0].reason


@pytest.mark.parametrize("suffix", [".zip", ".gz"])
def test_what_is_no_archive_is_refused_without_a_traceback(tmp_path: Path, suffix: str) -> None:
    path = write(tmp_path / f"x.csv{suffix}", "not packed")
    for reader in (pcodes.read, geonames.read):
        assert reader(path)[1].faults
    assert esco.read(path, path)[2].faults


def test_an_archive_cut_off_is_refused(tmp_path: Path, esco_files: tuple[Path, Path]) -> None:
    content = esco_files[0].read_bytes()
    esco_files[0].write_bytes(content[: len(content) // 2])
    assert esco.read(*esco_files)[2].faults
