"""A folder of sheets, written as the command line does: as the owner, all of it or nothing."""

import json
from pathlib import Path
from typing import Any

import pytest
from django.utils import timezone

from homeward.access.choices import Role
from homeward.access.models import Organisation, User
from homeward.agreements.models import Agreement
from homeward.config import configure as command
from homeward.core.changes import Did
from homeward.messages.models import Message
from homeward.programmes.models import Package, Programme
from homeward.setups.actions import Report, configure
from homeward.tasks.choices import TaskKind
from homeward.tasks.models import DeadlineRule, Task
from homeward.users.actions import as_owner, inviting
from homeward.users.models import Approval

PASSWORD = "a long enough password"


@pytest.fixture
def land(tmp_path: Path) -> dict[str, bytes]:
    command.write_template(tmp_path / "land")
    return command.files_of(tmp_path / "land")


def run(files: dict[str, bytes], **how: Any) -> Report:
    return configure(files, at=timezone.now(), **how)


def words(report: Report) -> str:
    return "\n".join(map(str, report.faults))


def test_the_template_as_it_is_makes_a_country_and_a_second_run_changes_nothing(
    db: None, land: dict[str, bytes]
) -> None:
    report = run(land)
    assert words(report) == ""
    programme = Programme.objects.get(code="MER-1")
    assert programme.lead_org
    assert programme.lead_org.short_name == "RBM"
    assert str(programme.corridors.get()) == "Northland → Meridia"
    assert programme.criteria.get().status == "published"
    assert Package.objects.get(programme=programme).lines.count() == 2
    assert DeadlineRule.objects.get(programme_id=programme.pk).days == 5
    agreement = Agreement.objects.get(number="A-1")
    assert (agreement.status, agreement.clauses.count(), agreement.parties.count()) == (
        "draft", 2, 2,
    )  # fmt: skip
    again = run(land)
    assert words(again) == ""
    assert {did for counts in again.did.values() for did in counts} == {Did.UNCHANGED}
    assert again.links == []


def test_a_dry_run_says_the_same_and_writes_nothing(db: None, land: dict[str, bytes]) -> None:
    report = run(land, dry_run=True)
    assert report.did["users"][Did.NEW] == 4
    assert not User.objects.exists()
    assert not Organisation.objects.exists()


def test_one_fault_and_nothing_is_written_and_all_faults_are_told(
    db: None, land: dict[str, bytes]
) -> None:
    land["corridors.csv"] += b"MER-9,XD,XC,,ada@rbm.example\nMER-1,QQ,XC,,ada@rbm.example\n"
    land["programmes.csv"] += b"MER-2,Second,,,,,,,,cora@rbm.example\n"
    land["colours.csv"] = b"colour\nred\n"
    report = run(land)
    assert "MER-9 is no programme; mend the faults of programmes.csv first" in words(report)
    assert "host: QQ is no country" in words(report)
    assert "stated_by: cora@rbm.example may not do this; it takes one of" in words(report)
    assert "colours.csv: is no file of ours" in words(report)
    assert not Organisation.objects.exists()
    assert report.links == []


def test_a_powerful_role_takes_two_people(db: None, land: dict[str, bytes], as_app: Any) -> None:
    report = run(land)
    assert report.proposed == ["Ben Example: Data protection officer"]
    ada, ben = (User.objects.get(email=f"{who}@rbm.example") for who in ("ada", "ben"))
    assert (ada.roles, ben.roles) == ([Role.ADMINISTRATOR, Role.PROGRAMME_MANAGER], [])
    approval = Approval.objects.get(user=ben)
    assert Task.objects.get(kind=TaskKind.APPROVE_USER).subject_id == approval.pk
    # Who is said to have asked must have come first.
    assert not as_owner.approve(approval, at=timezone.now())
    link = next(link for name, _email, link in report.links if name == "Ada Example")
    with as_app():
        inviting.accept(link.rstrip("/").rpartition("/")[2], PASSWORD)
    assert as_owner.approve(approval, at=timezone.now())
    ben.refresh_from_db()
    assert ben.roles == [Role.DATA_PROTECTION_OFFICER]
    assert words(run(land)) == ""


def test_nobody_powerful_comes_without_an_administrator(db: None, land: dict[str, bytes]) -> None:
    land["users.csv"] += b"eve@htc.example,Eve,Harbour Training Centre,data_protection_officer,en\n"
    assert "takes two people: name an administrator" in words(run(land))


def test_links_go_by_mail_where_that_is_asked(db: None, land: dict[str, bytes]) -> None:
    run(land, mail=True)
    assert {message.to for message in Message.objects.all()} >= {"ada@rbm.example"}


def test_an_edited_folder_changes_what_may_change(db: None, land: dict[str, bytes]) -> None:
    run(land)
    land["programmes.csv"] = land["programmes.csv"].replace(b"Homecoming", b"Coming home to")
    land["organisations.csv"] = land["organisations.csv"].replace(b"office@rbm", b"hello@rbm")
    land["clauses.csv"] = land["clauses.csv"].replace(b";case,casework,", b";contact,casework,")
    tree = json.loads(land["criteria-mer-1.json"])
    tree["criterion"]["all"][1]["most"] = 24
    report = run({**land, "criteria-mer-1.json": json.dumps(tree).encode()})
    # Criteria that hold from today can't be followed by others from today.
    assert "criteria.csv" in words(report)
    report = run(land)
    assert words(report) == ""
    changed = {name for name, counts in report.did.items() if counts[Did.CHANGED]}
    assert changed == {"programmes", "organisations", "clauses"}


@pytest.mark.parametrize(
    ("file", "before", "after", "told"),
    [
        ("organisations.csv", b"authority", b"ngo", "it decides what the organisation may see"),
        ("users.csv", b"case_manager;", b"finance_officer;", "changed on the page Users"),
        ("packages.csv", b",400,", b",500,", "was published otherwise"),
        ("agreements.csv", b"Sharing for", b"Sharing about", "stands otherwise here"),
        ("criteria.csv", b"criteria-mer-1", b"criteria-mer-7", "there is no file criteria-mer-7"),
    ],
)
def test_what_a_file_must_not_change_is_refused(
    db: None, land: dict[str, bytes], file: str, before: bytes, after: bytes, told: str
) -> None:
    run(land)
    land[file] = land[file].replace(before, after)
    assert told in words(run(land))


def test_a_template_is_never_written_over_something(tmp_path: Path) -> None:
    (tmp_path / "mine.csv").write_text("mine")
    with pytest.raises(FileExistsError):
        command.write_template(tmp_path)


def test_all_faults_of_an_agreement_s_line_are_told_at_once(
    db: None, land: dict[str, bytes]
) -> None:
    """Party and role do not follow from one another; whoever mends one would find the other."""
    run(land)
    worker = User.objects.exclude(roles__contains=[Role.PROGRAMME_MANAGER]).first()
    assert worker
    said = land["agreements.csv"].decode()
    line = said.strip().splitlines()[-1]
    assert "Northland Counselling" in line
    manager = User.objects.filter(roles__contains=[Role.PROGRAMME_MANAGER]).first()
    assert manager
    assert manager.email in line
    wrong = line.replace("Northland Counselling", "Nobody").replace(manager.email, worker.email)
    land["agreements.csv"] = said.replace(line, wrong.replace("A-1", "A-2", 1)).encode()
    told = words(run({"agreements.csv": land["agreements.csv"]}))
    assert "Nobody is no organisation" in told
    assert "takes one of these roles: programme_manager" in told
