"""The bytes that a device downloads: a form under our own id, and the list of surveys to hold."""

import csv
import io
from datetime import date

from django.utils.translation import gettext as _

from homeward.access.models import User
from homeward.forms import instances
from homeward.forms.models import FormVersion
from homeward.openrosa import queries
from homeward.surveys.models import InstrumentVersion

WAVES_FILE = "homeward_waves.csv"
MOST_WAVES = 2000


def xform(version: FormVersion) -> bytes:
    """The form with our short name and number in it: two organisations' files may both say "data",
    and what comes back must say by which version it was asked."""
    return instances.under(version.xform, version.form.code, str(version.number))


def asks_for_waves(version: FormVersion) -> bool:
    return WAVES_FILE in version.xform


def waves_file(version: InstrumentVersion, *, on: date, by: User) -> bytes:
    """The surveys that this user may hold now, by the case's number: no person's name, place or
    phone. A project and a community stand there by their own name.

    A form takes it by `select_one_from_file homeward_waves.csv`.
    """
    out = io.StringIO()
    writer = csv.writer(out, lineterminator="\n")
    writer.writerow(["name", "label", "case", "closes_on"])
    for wave in queries.to_hold(version, on=on, by=by)[:MOST_WAVES]:
        number = wave.case.reference if wave.case else ""
        label = _("%(case)s, %(wave)s, until %(day)s") % {
            "case": number or wave.project or wave.area,
            "wave": wave.get_kind_display(),
            "day": wave.closes_on.isoformat(),
        }
        writer.writerow([str(wave.pk), label, number, wave.closes_on.isoformat()])
    return out.getvalue().encode()
