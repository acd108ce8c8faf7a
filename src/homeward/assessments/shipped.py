"""The forms that come with Homeward, and the steps at which they are asked until somebody chooses.

Each is an XLSForm file made by scripts/forms.py. A floor above adds its own with `add`; `homeward
migrate` and the demo load them. What is loaded already is known by its hash.
"""

from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import Any

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from homeward.assessments.choices import AssessmentPurpose
from homeward.assessments.models import FormUse
from homeward.forms import actions as forms
from homeward.forms.models import TITLES, Form

FOLDER = Path(__file__).parent / "xlsforms"


@dataclass(frozen=True)
class Shipped:
    path: Path
    purposes: tuple[AssessmentPurpose, ...]

    @property
    def code(self) -> str:
        return self.path.stem


FORMS: list[Shipped] = []


def add(path: Path, title: Any, *purposes: AssessmentPurpose) -> None:
    """`title` is its name in the reader's language, in lists."""
    shipped = Shipped(path, purposes)
    if shipped not in FORMS:
        FORMS.append(shipped)
        TITLES[shipped.code] = title


add(FOLDER / "intake.xlsx", _("Intake"), AssessmentPurpose.INTAKE)
add(FOLDER / "needs.xlsx", _("Needs by dimension"), AssessmentPurpose.NEEDS)
add(FOLDER / "health.xlsx", _("Health and continuity of care"), AssessmentPurpose.HEALTH)
add(FOLDER / "family.xlsx", _("Family and community"), AssessmentPurpose.FAMILY)


@transaction.atomic
def load(*, at: datetime) -> int:
    """As the database's owner. Says how many files were new."""
    new = sum(
        forms.load_shipped(shipped.path, code=shipped.code, at=at) is not None for shipped in FORMS
    )
    by_code = Form.objects.filter(owner_org=None).in_bulk(field_name="code")
    for shipped in FORMS:
        for purpose in shipped.purposes:
            # What an installation chose, or took away again, is never chosen anew.
            FormUse.objects.get_or_create(
                programme=None,
                purpose=purpose,
                chosen_by=None,
                defaults={
                    "form": by_code[shipped.code],
                    "valid_from": at.date(),
                    "chosen_at": at,
                },
            )
    return new
