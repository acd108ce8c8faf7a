"""An instrument from files, by somebody's account and without a page."""

from dataclasses import dataclass

from django.utils import timezone
from django.utils.text import slugify

from homeward.access import gate
from homeward.access.choices import ActorKind, Purpose
from homeward.access.models import User
from homeward.forms import actions as forms
from homeward.surveys import actions, queries, sheet_files
from homeward.surveys.actions import Upload
from homeward.surveys.choices import usual_fillers
from homeward.surveys.models import InstrumentVersion


class NoAccount(Exception):
    """Nobody signs in by this e-mail address."""


@dataclass(frozen=True, kw_only=True)
class Wish:
    """What was asked for; what is blank is taken from the files."""

    code: str = ""
    version: str = ""
    title: str = ""
    changes: str = ""


def load(
    wish: Wish, *, form: tuple[str, bytes], sheet: tuple[str, bytes] | None, email: str
) -> InstrumentVersion:
    """A draft: the next version of the instrument with that code, or a new instrument.

    Raises NoAccount, Refused, xlsform.Faulty and FaultySheet.
    """
    by = User.objects.filter(email__iexact=email, is_active=True).first()
    if by is None:
        raise NoAccount(f"Nobody signs in by {email}.")
    asked = forms.checked(form[1])
    scored = sheet_files.read(sheet[1], name=sheet[0]).sheet if sheet else None
    code = wish.code or (scored.id if scored else slugify(asked.form_id)[:30])
    version = wish.version or (scored.version if scored else asked.version[:20]) or "1"
    upload = Upload(version=version, changes=wish.changes, form=form, sheet=sheet)
    with gate.acting(ActorKind.USER, by.pk, Purpose.CASEWORK):
        now = timezone.now()
        if known := queries.by_code(code):
            return actions.upload(known, upload, by=by, at=now)
        title = wish.title or (scored.labels["en"] if scored else asked.definition.title) or code
        return actions.begin(code, title, first=upload, filled_by=usual_fillers(), by=by, at=now)
