"""The official XSD, for who wants a file held to it too. It is not needed, and not part of us."""

from collections.abc import Iterator
from pathlib import Path

from django.utils.translation import gettext as _

from homeward.exchange.iati import parsing

FILE = "iati-activities-schema.xsd"


def load(folder: Path) -> parsing.Schema:
    """The schema with its two companions, all from the one folder; the network is never asked."""
    try:
        return parsing.schema(folder / FILE)
    except ValueError as error:
        known = {"file": FILE, "folder": folder, "why": error}
        text = _("No schema can be read from %(folder)s (%(file)s): %(why)s")
        raise ValueError(text % known) from error


def problems(schema: parsing.Schema, element: parsing.XmlElement) -> Iterator[tuple[int, str, str]]:
    """Line, path and the schema's own words for each thing that is wrong with an activity."""
    if not schema.validate(element):
        for error in schema.error_log:
            yield error.line, error.path or "", error.message
