"""One line of "What happened": each noun gives its own, the case page merges them by time."""

from dataclasses import dataclass, field
from datetime import datetime


@dataclass(frozen=True, kw_only=True)
class Entry:
    """`text` is translated already; `tone` is "", "ok" or "no"; `icon` a symbol of the sprite."""

    at: datetime
    text: str
    detail: str = ""
    icon: str = "circle-check"
    tone: str = ""
    url: str = ""
    sort: int = field(default=0)
