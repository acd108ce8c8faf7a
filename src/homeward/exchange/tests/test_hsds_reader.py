import json
import zipfile
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest

from homeward.exchange.readers.hsds import read
from homeward.exchange.readers.hsds_columns import table_named
from homeward.exchange.readers.languages import language_code

ORGANISATIONS = "id,name,description\no1,Oak Centre,Trains\n"
SERVICES = "id,organization_id,name,status\ns1,o1,Welding,active\n"
TABLES = {
    "organizations.csv": ORGANISATIONS,
    "services.csv": SERVICES,
    "locations.csv": "id,location_type,name,latitude,longitude\nl1,physical,Oak Hall,5.6,-0.2\n",
    "service_at_location.csv": "id,service_id,location_id\nsl1,s1,l1\n",
    "addresses.csv": "id,location_id,address_1,city,country\na1,l1,1 Oak Road,Accra,gha\n",
    "phones.csv": 'id,service_id,number\np1,s1,"""+233 1"""\n',
    "schedules.csv": 'id,service_at_location_id,freq,byday,opens_at\nh1,sl1,WEEKLY,"MO,TU",09:00\n',
    "languages.csv": "id,service_id,code\ng1,s1,eng\n",
    "cost_options.csv": "id,service_id,amount,currency\nc1,s1,12.50,ghs\n",
    "required_documents.csv": "id,service_id,document\nd1,s1,Any paper with a name\n",
}


@pytest.fixture
def package(tmp_path: Path) -> Any:
    def write(**changed: str | None) -> Path:
        tables = {**TABLES, **{f"{name}.csv": text for name, text in changed.items()}}
        for name, text in tables.items():
            if text is not None:
                (tmp_path / name).write_text(text, encoding="utf-8")
        return tmp_path

    return write


def test_tables_become_one_service(package: Any) -> None:
    directory, reading = read(package())
    assert (reading.faults, reading.notes) == ([], [])
    [service] = directory.services
    assert service.words.name == "Welding"
    assert service.languages == ("en",)
    assert [phone.number for phone in service.phones] == ["+233 1"]
    assert [cost.amount for cost in service.cost_options] == [Decimal("12.50")]
    assert [place.location for place in service.at_locations] == ["l1"]
    assert [(hours.location, hours.byday) for hours in service.schedules] == [("l1", ("MO", "TU"))]
    [organisation] = directory.organisations
    assert organisation.country == "GH"


def test_an_archive_reads_like_its_folder(package: Any, tmp_path: Path) -> None:
    folder = package()
    archive = tmp_path / "package.zip"
    with zipfile.ZipFile(archive, "w") as file:
        for name in TABLES:
            file.write(folder / name, f"some/folder/{name}")
    assert read(archive)[0] == read(folder)[0]


def test_a_data_package_names_its_own_files(package: Any) -> None:
    folder = package()
    (folder / "services.csv").rename(folder / "offers.csv")
    resources = [{"name": "services", "path": "offers.csv"}]
    resources += [
        {"name": n.removesuffix(".csv"), "path": n} for n in TABLES if n != "services.csv"
    ]
    text = json.dumps({"resources": resources})
    (folder / "datapackage.json").write_text(text, encoding="utf-8")
    directory, reading = read(folder)
    assert reading.faults == []
    assert len(directory.services) == 1


def test_a_package_without_its_file_is_refused(package: Any) -> None:
    folder = package()
    text = json.dumps({"resources": [{"name": "services", "path": "gone.csv"}]})
    (folder / "datapackage.json").write_text(text, encoding="utf-8")
    assert "gone.csv" in read(folder)[1].faults[0].reason


def test_json_of_the_api_reads_like_tables(tmp_path: Path) -> None:
    service = {
        "id": "s1",
        "name": "Welding",
        "status": "active",
        "organization": {"id": "o1", "name": "Oak Centre", "description": "Trains"},
        "service_at_locations": [
            {
                "id": "sl1",
                "location": {
                    "id": "l1",
                    "location_type": "physical",
                    "addresses": [{"id": "a1", "address_1": "1 Oak Road", "country": "GH"}],
                },
            }
        ],
        "phones": [{"id": "p1", "number": "112", "languages": [{"id": "g1", "code": "fr"}]}],
    }
    for name, value in {"one": service, "page": {"contents": [service]}, "list": [service]}.items():
        path = tmp_path / f"{name}.json"
        path.write_text(json.dumps(value), encoding="utf-8")
        directory, reading = read(path)
        assert reading.faults == []
        [record] = directory.services
        assert (record.organisation, record.phones[0].languages) == ("o1", ("fr",))
        assert directory.organisations[0].country == "GH"


@pytest.mark.parametrize(
    ("changed", "file", "row", "field"),
    [
        ({"services": "organization_id,name,status\no1,W,active\n"}, "services.csv", 1, "id"),
        ({"services": "id,name,name,status\ns1,W,W,active\n"}, "services.csv", 1, "name"),
        ({"services": SERVICES + "s1,o1,Again,active\n"}, "services.csv", 3, "id"),
        ({"services": SERVICES + ",o1,No id,active\n"}, "services.csv", 3, "id"),
        ({"services": SERVICES + "s2,o1,Too,many,cells\n"}, "services.csv", 3, ""),
        ({"services": SERVICES + "s2,o9,W,active\n"}, "services.csv", 3, "organization_id"),
        ({"services": SERVICES + "s2,o1,W,open\n"}, "services.csv", 3, "status"),
        ({"services": SERVICES + "s2,o1,,active\n"}, "services.csv", 3, "name"),
        ({"services": SERVICES + 's2,o1,"W,active\n'}, "services.csv", 3, ""),
        ({"cost_options": "id,service_id,amount\nc1,s1,much\n"}, "cost_options.csv", 2, "amount"),
        ({"cost_options": "id,service_id\nc1,s9\n"}, "cost_options.csv", 2, "service_id"),
        ({"schedules": "id,service_id,opens_at\nh1,s1,late\n"}, "schedules.csv", 2, "opens_at"),
        ({"addresses": "id,location_id,country\na1,l1,Oz\n"}, "addresses.csv", 2, "country"),
        ({"locations": "id,location_type\nl1,castle\n"}, "locations.csv", 2, "location_type"),
        ({"services": ""}, "services.csv", None, ""),
    ],
)
def test_a_fault_refuses_everything_and_says_where(
    package: Any, changed: dict[str, str], file: str, row: int | None, field: str
) -> None:
    directory, reading = read(package(**changed))
    assert directory.services == ()
    found = [(fault.file, fault.row, fault.field) for fault in reading.faults]
    assert (file, row, field) in found


def test_all_faults_are_told_at_once(package: Any) -> None:
    text = SERVICES + "s2,o9,W,active\ns3,o1,W,open\n"
    faults = read(package(services=text))[1].faults
    assert [(fault.row, fault.field) for fault in faults] == [
        (3, "organization_id"),
        (4, "status"),
    ]


def test_an_unknown_column_is_kept_with_a_note(package: Any) -> None:
    text = "id,organization_id,name,status,mood\ns1,o1,Welding,active,bright\n"
    directory, reading = read(package(services=text))
    assert directory.services[0].extra == {"mood": "bright"}
    assert [(note.file, note.field) for note in reading.notes] == [("services.csv", "mood")]


def test_what_could_run_in_a_browser_is_left_out(package: Any) -> None:
    text = "id,organization_id,name,status,url\ns1,o1,W,active,javascript:alert(1)\n"
    directory, reading = read(package(services=text))
    assert directory.services[0].url == ""
    assert [note.field for note in reading.notes] == ["url"]


def test_an_organisation_without_an_address_needs_a_country(package: Any) -> None:
    folder = package(addresses="id,location_id,country\n")
    assert [fault.field for fault in read(folder)[1].faults] == ["id"]
    directory, reading = read(folder, country="GH")
    assert reading.faults == []
    assert directory.organisations[0].country == "GH"


def test_an_archive_that_is_none_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "package.zip"
    path.write_bytes(b"not a zip")
    assert len(read(path)[1].faults) == 1


@pytest.mark.parametrize(
    ("name", "table"),
    [
        ("services", "service"),
        ("taxonomies", "taxonomy"),
        ("addresses", "address"),
        ("service_at_location", "service_at_location"),
        ("accessibility", "accessibility"),
        ("organisations", "organization"),
        ("recipes", ""),
    ],
)
def test_tables_are_known_by_their_names(name: str, table: str) -> None:
    assert table_named(name) == table


@pytest.mark.parametrize(
    ("text", "code"),
    [("ur", "ur"), ("eng", "en"), ("fr-BE", "fr"), ("Urdu", "ur"), ("twi", "tw"), ("Elvish", "")],
)
def test_languages_are_known_by_code_or_name(text: str, code: str) -> None:
    assert language_code(text) == code
