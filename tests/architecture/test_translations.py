"""English, French and Arabic are complete; the tool that says so works."""

import json
from importlib.util import module_from_spec, spec_from_file_location
from pathlib import Path
from types import ModuleType

import pytest

ROOT = Path(__file__).resolve().parents[2]


@pytest.fixture
def messages() -> ModuleType:
    spec = spec_from_file_location("messages", ROOT / "scripts" / "messages.py")
    assert spec
    assert spec.loader
    module = module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


@pytest.fixture
def source(messages: ModuleType, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A source tree of one page and one module."""
    source = tmp_path / "src" / "homeward"
    (source / "cases" / "templates").mkdir(parents=True)
    (source / "cases" / "views.py").write_text(
        'A = _("Case closed")\nB = ngettext("%(n)d day", "%(n)d days", n) % {"n": n}\n'
    )
    (source / "cases" / "templates" / "page.html").write_text(
        '{% translate "Open" context "verb" %}\n'
        "  {% blocktranslate trimmed %}\n  Hello {{ name }}\n  {% endblocktranslate %}\n"
    )
    monkeypatch.setattr(messages, "SOURCE", source)
    monkeypatch.setattr(messages, "LOCALES", source / "locale")
    return source


@pytest.mark.parametrize("language", ["fr", "ar"])
def test_a_language_is_complete(messages: ModuleType, language: str) -> None:
    assert [(message.id, words) for message, words in messages.faults(language)] == []


def test_texts_of_pages_and_modules_are_found(messages: ModuleType, source: Path) -> None:
    found = {(m.context, m.id) for m in messages.template() if m.id}
    assert found == {
        (None, "Case closed"),
        (None, ("%(n)d day", "%(n)d days")),
        ("verb", "Open"),
        (None, "Hello %(name)s"),
    }


def test_what_is_translated_stays_and_what_is_new_is_missing(
    messages: ModuleType, source: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    given = tmp_path / "fr.json"
    given.write_text(
        json.dumps({"Case closed": "Dossier clos", "verb\x04Open": "Ouvrir", "Gone": "Parti"})
    )
    messages.apply("fr", str(given))
    assert "Gone" in capsys.readouterr().out
    messages.update()
    messages.missing("fr")
    assert set(json.loads(capsys.readouterr().out)) == {"%(n)d day", "Hello %(name)s"}


@pytest.mark.parametrize(
    ("translation", "words"),
    [("Bonjour", "placeholders"), ("Bonjour %(nom)s", "placeholders"), ("", "not translated")],
)
def test_a_lost_placeholder_is_a_fault(
    messages: ModuleType, source: Path, tmp_path: Path, translation: str, words: str
) -> None:
    given = tmp_path / "fr.json"
    given.write_text(json.dumps({"Hello %(name)s": translation}))
    messages.apply("fr", str(given))
    (found,) = [w for message, w in messages.faults("fr") if message.id == "Hello %(name)s"]
    assert found.startswith(words)
