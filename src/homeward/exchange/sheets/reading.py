"""Opens a sheet of who does what where: our headings are known, its tags are HXL's."""

from homeward.exchange.sheets import columns
from homeward.files import sheets
from homeward.files.sheets import Table

WORDS = sheets.Words(is_known=columns.is_known, are_tags=columns.are_tags)


def read(content: bytes, *, sheet: str = "") -> Table:
    """The sheet of that name, or the first one. Raises Refused for what is no sheet."""
    return sheets.read(content, WORDS, sheet=sheet)
