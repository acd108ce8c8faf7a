"""Hooks of mkdocs: the navigation, links into the source tree, and the dictionary of all data.

The navigation is read from the folders, so that a new page of a folder stands in it by itself.
"""

import csv
import itertools
import os
import re
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Any

from mkdocs.structure.files import File, Files

ROOT = Path(__file__).resolve().parents[1]
DOCS = ROOT / "docs"
DICTIONARY = Path(os.environ.get("HOMEWARD_DICTIONARY", ROOT / "build" / "dictionary.csv"))

START = ["index.md", "architecture.md", "glossary.md", "glossary.fr.md", "glossary.ar.md"]
# In the order in which an administrator meets them; others of the folder come after.
OPERATE = ["install", "configure", "backup", "watch", "upgrade", "replicas"]
REFERENCE = [
    "framework.md",
    "capabilities.md",
    "threats.md",
    "reference/asvs.md",
    "forms.md",
    "made-up-registers.md",
    "matching-by-hand.md",
    "simulation-by-hand.md",
    "demo-and-benchmarks.md",
]
# A link out of docs/: the file is in the source tree and not on the site.
OUTWARD = re.compile(r"(?<!!)\[([^\]]+)\]\((?:\.\./)+((?!.*\bdocs/)[^)\s]+)\)")
# A folder's page is its list in the navigation.
FOLDER = re.compile(r"\[([^\]]+)\]\((?:\.\./)*decisions/\)")
# What the browser does at a step of a tutorial is not for readers.
COMMENT = re.compile(r"^ *<!--.*?-->\n", re.MULTILINE | re.DOTALL)
# The columns of a table's own list; the rest is said once above it.
HEADER = ("Column", "Label", "Kind", "Required", "Points to", "Values")


def on_config(config: Any) -> Any:
    config["nav"] = [
        {"Start": START},
        {"Tutorials": _pages("tutorials", ["index"])},
        {"Administrator’s guide": [*_pages("operate", OPERATE), "settings.md"]},
        {"API": ["api.md", "reference/api.md"]},
        {"Reference": [*REFERENCE, *_others(), *_dictionary_pages()]},
        {"Data protection templates": _pages("templates", ["index"])},
        {"Decisions": _pages("decisions", [])},
    ]
    return config


def on_files(files: Files, config: Any) -> Files:
    for path, text in dictionary().items():
        files.append(File.generated(config, path, content=text))
    return files


def on_page_markdown(markdown: str, **_context: Any) -> str:
    return COMMENT.sub("", FOLDER.sub(r"\1", OUTWARD.sub(_named, markdown)))


def _named(found: re.Match[str]) -> str:
    """`text` (path), the path once where the text is the path."""
    text, path = found[1], found[2]
    return f"`{path}`" if text.strip("`") in path else f"{text} (`{path}`)"


def _others() -> list[str]:
    """What lies in docs/ itself and has no place of its own."""
    placed = {*START, *REFERENCE, "settings.md", "api.md"}
    return sorted(path.name for path in DOCS.glob("*.md") if path.name not in placed)


def _pages(folder: str, first: list[str]) -> list[str]:
    there = sorted(path.stem for path in (DOCS / folder).glob("*.md"))
    order = [name for name in first if name in there]
    order += [name for name in there if name not in first]
    return [f"{folder}/{name}.md" for name in order]


def dictionary() -> dict[str, str]:
    """The pages of the dictionary, from what `homeward dictionary write` wrote."""
    return {
        _page(feature): "\n".join(_feature(feature, rows)) for feature, rows in _by_feature(_rows())
    } | {"reference/dictionary.md": "\n".join(_index(_rows()))}


def _dictionary_pages() -> list[Any]:
    features = [_page(feature) for feature, _rows_of in _by_feature(_rows())]
    return ["reference/dictionary.md", {"Dictionary, by feature": features}]


def _rows() -> list[dict[str, str]]:
    if not DICTIONARY.exists():
        raise SystemExit(f"{DICTIONARY} is missing: `make docs` writes it first.")
    with DICTIONARY.open(encoding="utf-8-sig", newline="") as file:
        return list(csv.DictReader(file))


def _by_feature(rows: list[dict[str, str]]) -> Iterator[tuple[str, list[dict[str, str]]]]:
    ordered = sorted(rows, key=_feature_of)
    for feature, some in itertools.groupby(ordered, key=_feature_of):
        yield feature, list(some)


def _feature_of(row: dict[str, str]) -> str:
    return row["Table"].split("_")[0]


def _page(feature: str) -> str:
    return f"reference/dictionary/{feature}.md"


def _index(rows: list[dict[str, str]]) -> Iterable[str]:
    yield "# Dictionary of all data"
    yield (
        "Every table and column: what it means, what class it is of, who sees it, what a copy of"
        " a person’s data gives of it and what an erasure does. Made from the models and from the"
        " database’s own policies by `homeward dictionary write`; nothing of it is written by hand."
    )
    yield "\n| feature | tables | columns |\n|---|---|---|"
    for feature, some in _by_feature(rows):
        tables = len({row["Table"] for row in some})
        yield f"| [{feature}](dictionary/{feature}.md) | {tables} | {len(some)} |"


def _feature(feature: str, rows: list[dict[str, str]]) -> Iterable[str]:
    yield f"# {feature}"
    yield f"The tables of `{feature}`; all of them: [dictionary](../dictionary.md)."
    for table, columns in itertools.groupby(rows, key=lambda row: row["Table"]):
        some = list(columns)
        about = some[0]
        yield f"\n## {table}\n"
        yield f"{about['Meaning']}\n" if about["Meaning"] else ""
        yield f"Class: {about['Class']}. {about['Who sees it']}\n"
        yield (
            f"In a copy of one’s data: {about['In a copy of one’s data']}."
            f" At erasure: {about['At erasure']}.\n"
        )
        yield f"| {' | '.join(HEADER).casefold()} |\n|{'---|' * len(HEADER)}"
        for row in some:
            yield f"| {' | '.join(_cell(row[name]) for name in HEADER)} |"


def _cell(text: str) -> str:
    return " ".join(text.split()).replace("|", "\\|").replace("<", "&lt;")
