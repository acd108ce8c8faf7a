"""What is compared: one person as one register wrote them down."""

from dataclasses import dataclass, fields


@dataclass(frozen=True, kw_only=True)
class Record:
    """Clear text of one person; "" is not known.

    `birth_date` is "1990", "1990-05" or "1990-05-17"; a leading "~" says about. `household` is the
    number of the household that the registers share, `place` as written, largest part last.
    """

    id: str
    given_name: str = ""
    family_name: str = ""
    birth_date: str = ""
    sex: str = ""
    place: str = ""
    phone: str = ""
    document: str = ""
    household: str = ""


FIELDS = tuple(field.name for field in fields(Record) if field.name != "id")
