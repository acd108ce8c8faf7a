"""What each kind of module keeps out of, as far as its syntax shows."""

import ast
from collections.abc import Iterator
from pathlib import Path

import pytest
import requests
from allauth.socialaccount.adapter import get_adapter

from homeward.access import oidc
from homeward.exchange.iati import parsing
from homeward.forms import definition

SOURCE = Path(__file__).resolve().parents[2] / "src" / "homeward"
WRITES = {
    "save",
    "create",
    "bulk_create",
    "bulk_update",
    "get_or_create",
    "update_or_create",
    "delete",
    "select_for_update",
}
FRAMEWORK = ("django.db", "django.http", "django.utils.timezone", "django.contrib", "django.core")
BARRED_NAMES = {"utils", "helpers", "services", "managers", "misc"}


def modules(kind: str) -> Iterator[tuple[str, ast.Module]]:
    """Each feature's module of that name, or the modules of its package."""
    for path in sorted({*SOURCE.glob(f"*/{kind}.py"), *SOURCE.glob(f"*/{kind}/**/*.py")}):
        yield str(path.relative_to(SOURCE)), ast.parse(path.read_text(encoding="utf-8"))


def imported(tree: ast.Module) -> Iterator[str]:
    for node in ast.walk(tree):
        if isinstance(node, ast.Import):
            yield from (alias.name for alias in node.names)
        elif isinstance(node, ast.ImportFrom) and node.module:
            yield node.module


def calls(tree: ast.Module) -> Iterator[str]:
    for node in ast.walk(tree):
        if isinstance(node, ast.Call) and isinstance(node.func, ast.Attribute):
            yield node.func.attr


def fetched(tree: ast.Module) -> Iterator[ast.AST]:
    """What stands in `get_object_or_404(...)`: the one row that a page is about."""
    for node in ast.walk(tree):
        if isinstance(node, ast.Call) and ast.unparse(node.func) == "get_object_or_404":
            yield from ast.walk(node)


def test_views_ask_queries_for_all_but_the_row_they_are_about() -> None:
    found = [
        f"{where}:{node.lineno}"
        for where, tree in modules("views")
        for allowed in [set(fetched(tree))]
        for node in ast.walk(tree)
        if isinstance(node, ast.Attribute) and node.attr in {"objects", "_default_manager"}
        if node not in allowed
    ]
    assert found == []


def test_only_actions_write() -> None:
    found = [
        f"{where}: {verb}"
        for kind in ("views", "forms", "queries", "rules")
        for where, tree in modules(kind)
        for verb in calls(tree)
        if verb in WRITES
    ]
    assert found == []


def test_rules_know_no_framework() -> None:
    found = [
        f"{where}: {name}"
        for where, tree in modules("rules")
        for name in imported(tree)
        if name.startswith(FRAMEWORK)
    ]
    assert found == []


def test_no_module_is_named_after_nothing() -> None:
    found = [
        str(path.relative_to(SOURCE))
        for path in SOURCE.glob("*/**/*.py")
        if path.stem in BARRED_NAMES
    ]
    assert found == []


def test_every_feature_says_what_it_is() -> None:
    silent = [
        path.parent.name
        for path in SOURCE.glob("*/__init__.py")
        if not ast.get_docstring(ast.parse(path.read_text(encoding="utf-8")))
    ]
    assert silent == []


GOES_OUT = {
    "aiohttp",
    "ftplib",
    "http.client",
    "httpcore",
    "httpx",
    "imaplib",
    "poplib",
    "requests",
    "smtplib",
    "socket",
    "telnetlib",
    "urllib.request",
    "urllib3",
    "xmlrpc.client",
}
# The guarded way out; `homeward serve`, which knocks at its own door; and the command line's
# trials and the office's sign-in, which go where the settings of whoever runs it say, an office's
# own network among it.
MAY_GO_OUT = {
    "access/oidc.py",
    *("core/outgoing.py", "config/serve.py", "config/embedded.py", "config/reaching.py"),
    *("config/setup/mailing.py", "config/setup/provider.py"),
    "config/weaknesses/surroundings.py",
}


def test_requests_go_out_through_the_guard_alone() -> None:
    found = [
        f"{where}: {name}"
        for path in sorted(SOURCE.rglob("*.py"))
        if "tests" not in path.parts
        for where in [path.relative_to(SOURCE).as_posix()]
        if where not in MAY_GO_OUT
        for name in imported(ast.parse(path.read_text(encoding="utf-8")))
        if name in GOES_OUT or name.partition(".")[0] in GOES_OUT
    ]
    assert found == []


def test_no_library_goes_out_by_itself() -> None:
    """allauth's sign-in by another service fetches addresses with a client of its own: here it is
    ours, which goes by TLS and follows nobody elsewhere."""
    client = get_adapter().get_requests_session()
    assert isinstance(client, oidc.Session)
    with pytest.raises(requests.exceptions.InvalidSchema):
        client.get("http://provider.example/")


PARSES_XML = {
    "xml.etree", "xml.dom", "xml.sax", "xml.etree.ElementTree", "lxml", "lxml.etree", "xmltodict",
}  # fmt: skip
# Long files with lines and schemas; its settings are held by the test below.
MAY_PARSE_XML = {
    "exchange/iati/parsing.py", "forms/browser.py", "forms/definition.py", "forms/instances.py",
}  # fmt: skip
# Ask a document that is there already, or write one, and open none.
ASKS_XML = {"forms/xpath.py", "openrosa/answers.py"}


def test_xml_is_read_by_the_library_that_knows_no_entities() -> None:
    found = []
    for path in sorted(SOURCE.rglob("*.py")):
        where = path.relative_to(SOURCE).as_posix()
        if "tests" in path.parts or where in MAY_PARSE_XML | ASKS_XML:
            continue
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            names = []
            if isinstance(node, ast.Import):
                names = [alias.name for alias in node.names]
            elif isinstance(node, ast.ImportFrom) and node.module:
                # The type of an element and of an error parse nothing.
                parses = {alias.name for alias in node.names} - {"Element", "ParseError"}
                names = [node.module] if parses else []
            found += [f"{path.name}: {name}" for name in names if name in PARSES_XML]
    assert found == []


def test_lxml_opens_files_with_entities_and_network_shut() -> None:
    for where in MAY_PARSE_XML:
        tree = ast.parse((SOURCE / where).read_text(encoding="utf-8"))
        calls = [node for node in ast.walk(tree) if isinstance(node, ast.Call)]
        parsers = [c for c in calls if ast.unparse(c.func).endswith("Parser")]
        assert parsers
        assert all("**HARDENED" in ast.unparse(call) for call in parsers)
        # Without a parser of ours, lxml takes its own, which resolves entities.
        opened = [c for c in calls if ast.unparse(c.func) in {"etree.parse", "etree.fromstring"}]
        assert all("Parser(**HARDENED)" in ast.unparse(call) for call in opened)
    for settings_of in (parsing.HARDENED, definition.HARDENED):
        assert settings_of["resolve_entities"] is False
        assert settings_of["load_dtd"] is False
        assert settings_of["no_network"] is True
        assert settings_of["huge_tree"] is False
    for where in ASKS_XML:
        text = (SOURCE / where).read_text(encoding="utf-8")
        assert not [word for word in ("parse(", "fromstring(", "XML(") if word in text]
