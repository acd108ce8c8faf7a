"""The standard's lists of codes, each a file of its own, with labels in one to three languages."""

from collections.abc import Iterator
from pathlib import Path

from django.utils.translation import gettext as _

from homeward.exchange.iati import parsing
from homeward.exchange.iati.nodes import LANG, Node, from_xml, narratives
from homeward.exchange.readers.iati_categories import category
from homeward.exchange.readings import Reading
from homeward.programmes.records import CodeRecord

# Lists of sectors, by what they are called here.
SECTORS = {
    "Sector": "dac-5",
    "SectorCategory": "dac-3",
    "UNSDG-Goals": "sdg-goal",
    "UNSDG-Targets": "sdg-target",
    "HumanitarianGlobalClusters": "cluster",
}
# Their names come in three languages from elsewhere.
KNOWN_ALREADY = frozenset({"Country", "Currency", "Language"})
NAME, SECTOR_NAME, CODE, SECTOR_CODE = 500, 255, 120, 60


def read(folder: Path) -> tuple[list[CodeRecord], Reading]:
    """Every list of the folder; nothing where one of the files has a fault."""
    reading = Reading()
    records: dict[tuple[str, str], CodeRecord] = {}
    files = sorted(folder.glob("*.xml"))
    if not files:
        reading.fault(str(folder), _("The folder holds no list of codes (*.xml)."))
    for path in files:
        for record in _file(path, reading):
            records.setdefault((record.codelist, record.code), record)
    return ([] if reading.faults else list(records.values())), reading


def _file(path: Path, reading: Reading) -> Iterator[CodeRecord]:
    root = _root(path, reading)
    if root is None:
        return
    name = root.get("name")
    if name in KNOWN_ALREADY:
        reading.note(path.name, _("Left out: these names are here already, in three languages."))
        return
    items = root.first("codelist-items")
    for item in items.all("codelist-item") if items else []:
        if record := _item(item, name, root.get(LANG) or "en", path.name, reading):
            yield record


def _root(path: Path, reading: Reading) -> Node | None:
    try:
        root = parsing.document(path)
    except (OSError, parsing.NotXml) as error:
        reading.fault(path.name, _("The file can't be read: %(why)s") % {"why": error})
        return None
    if parsing.has_document_type(root) or root.tag != "codelist" or not root.get("name"):
        reading.fault(path.name, _("This is no list of codes of the standard."))
        return None
    return from_xml(root)


def _item(
    item: Node, codelist: str, language: str, file: str, reading: Reading
) -> CodeRecord | None:
    code = item.first("code")
    said = code.text.strip() if code else ""
    names = narratives(item.first("name"), language)
    is_sector = codelist in SECTORS
    longest = SECTOR_CODE if is_sector else CODE
    if not 0 < len(said) <= longest:
        reading.fault(file, _("A line has no code that fits."), row=item.line, field="code")
        return None
    vocabulary = SECTORS.get(codelist, codelist[:60])
    name = names.get(language) or next(iter(names.values()), said)
    return CodeRecord(
        codelist=vocabulary,
        code=said,
        name=name[: SECTOR_NAME if is_sector else NAME],
        names=names,
        category=category(vocabulary, said) if is_sector else "",
        is_sector=is_sector,
    )
