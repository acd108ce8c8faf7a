"""The standard's lists of codes: labels by language, and the need that a sector answers."""

from pathlib import Path
from typing import Any

from typer.testing import CliRunner

from homeward.exchange.cli import imports
from homeward.exchange.readers.iati_categories import category
from homeward.programmes.models import Code, Sector

SECTORS = """<codelist name="Sector" xml:lang="en"><codelist-items>
<codelist-item><code>11330</code><name><narrative>Vocational training</narrative>
<narrative xml:lang="fr">Formation professionnelle</narrative></name></codelist-item>
<codelist-item><code>99810</code><name><narrative>Not specified</narrative></name></codelist-item>
</codelist-items></codelist>"""
KINDS = """<codelist name="TransactionType" xml:lang="en"><codelist-items>
<codelist-item><code>3</code><name><narrative>Disbursement</narrative></name></codelist-item>
</codelist-items></codelist>"""


def run(folder: Path, *more: str) -> Any:
    return CliRunner().invoke(imports, ["codelists", str(folder), *more])


def test_lists_are_read_once_and_again_unchanged(as_app: Any, tmp_path: Path) -> None:
    (tmp_path / "Sector.xml").write_text(SECTORS, encoding="utf-8")
    (tmp_path / "TransactionType.xml").write_text(KINDS, encoding="utf-8")
    (tmp_path / "Country.xml").write_text('<codelist name="Country"/>', encoding="utf-8")
    summary = tmp_path / "summary.json"
    with as_app():
        assert run(tmp_path, "--dry-run").exit_code == 0
        assert not Code.objects.exists()
        assert run(tmp_path).exit_code == 0
        training = Sector.objects.get(vocabulary="dac-5", code="11330")
        assert training.names == {"en": "Vocational training", "fr": "Formation professionnelle"}
        assert (training.category, Sector.objects.get(code="99810").category) == ("training", "")
        assert str(Code.objects.get(codelist="TransactionType", code="3")) == "Disbursement"
        Sector.objects.filter(code="99810").update(category="cash")
        assert run(tmp_path, "--json", str(summary)).exit_code == 0
        # A need that somebody gave it here stays.
        assert Sector.objects.get(code="99810").category == "cash"
    assert '"unchanged": 2' in summary.read_text(encoding="utf-8")
    assert '"changed": []' in summary.read_text(encoding="utf-8")


def test_a_file_that_is_no_list_refuses_all(as_app: Any, tmp_path: Path) -> None:
    (tmp_path / "Sector.xml").write_text(SECTORS, encoding="utf-8")
    (tmp_path / "x.xml").write_text("<!DOCTYPE a [<!ENTITY b 'c'>]><codelist name='&b;'/>")
    (tmp_path / "y.xml").write_text("no XML")
    with as_app():
        result = run(tmp_path)
        assert result.exit_code == 1
        assert not Sector.objects.filter(vocabulary="dac-5").exists()
    assert "x.xml" in result.output
    assert "y.xml" in result.output


def test_an_empty_folder_is_told(as_app: Any, tmp_path: Path) -> None:
    with as_app():
        assert run(tmp_path).exit_code == 1


def test_the_longest_beginning_of_a_purpose_says_the_need() -> None:
    assert category("dac-5", "11330") == "training"
    assert category("dac-5", "11220") == "education"
    assert category("dac-3", "112") == "education"
    assert category("cluster", "10") == "protection"
    assert category("dac-5", "99810") == category("98:XM", "11330") == ""
