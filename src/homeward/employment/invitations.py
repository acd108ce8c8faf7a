"""An interview as an iCalendar file (RFC 5545). It says what, when and where, and names nobody."""

from datetime import UTC, datetime, timedelta

from django.http import HttpResponse
from django.utils import timezone
from django.utils.translation import gettext as _

from homeward.employment.models import Interview

LONGEST = 73
ESCAPED = str.maketrans({"\\": "\\\\", ";": "\\;", ",": "\\,", "\n": "\\n", "\r": ""})


def answer(interview: Interview) -> HttpResponse:
    response = HttpResponse(text_of(interview), content_type="text/calendar; charset=utf-8")
    response["Content-Disposition"] = 'attachment; filename="interview.ics"'
    return response


def text_of(interview: Interview) -> str:
    summary = _("Interview: %(title)s, %(org)s") % {
        "title": interview.candidacy.offer.title,
        "org": interview.employer_org,
    }
    lines = [
        "BEGIN:VCALENDAR",
        "VERSION:2.0",
        "PRODID:-//Homeward//Interviews//EN",
        "BEGIN:VEVENT",
        f"UID:{interview.pk}@homeward",
        f"DTSTAMP:{_moment(interview.agreed_at or interview.named_at)}",
        *_when(interview),
        f"SUMMARY:{summary.translate(ESCAPED)}",
        f"DESCRIPTION:{interview.candidacy.number}",
        f"LOCATION:{str(interview.place).translate(ESCAPED)}",
        "END:VEVENT",
        "END:VCALENDAR",
    ]
    return "".join(f"{part}\r\n" for line in lines for part in _folded(line))


def _when(interview: Interview) -> list[str]:
    """An hour from its time on; the whole day where no time is agreed."""
    if interview.starts_at is None:
        return [f"DTSTART;VALUE=DATE:{interview.on:%Y%m%d}"]
    begins = timezone.make_aware(datetime.combine(interview.on, interview.starts_at))
    return [f"DTSTART:{_moment(begins)}", f"DTEND:{_moment(begins + timedelta(hours=1))}"]


def _moment(at: datetime) -> str:
    return f"{at.astimezone(UTC):%Y%m%dT%H%M%SZ}"


def _folded(line: str) -> list[str]:
    """Lines of at most 75 bytes; what goes on begins with a blank. No letter is cut in two."""
    parts, held = [], ""
    for letter in line:
        if len((held + letter).encode()) > LONGEST:
            parts.append(held)
            held = " "
        held += letter
    return [*parts, held]
