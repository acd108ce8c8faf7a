"""Which file of reference data was read last."""

from datetime import datetime

from homeward.core.models import Edition


def note(kind: str, *, file: str, rows: int, at: datetime) -> None:
    Edition.objects.update_or_create(
        kind=kind, defaults={"file": file[:255], "rows": rows, "read_at": at}
    )


def of(kind: str) -> Edition | None:
    return Edition.objects.filter(kind=kind).first()
