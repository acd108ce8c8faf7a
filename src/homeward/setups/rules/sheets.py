"""Every sheet a folder may hold, in the order in which they are written. Each may be absent."""

from homeward.setups.rules.columns import Sheet
from homeward.setups.rules.ground import GROUND
from homeward.setups.rules.papers import PAPERS
from homeward.setups.rules.work import WORK

SHEETS: dict[str, Sheet] = {sheet.name: sheet for sheet in (*GROUND, *WORK, *PAPERS)}
