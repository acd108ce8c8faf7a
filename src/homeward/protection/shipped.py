"""The screen that comes with Homeward; a programme asks its own instead without any code."""

from pathlib import Path

from django.utils.translation import gettext_lazy as _

from homeward.assessments import shipped
from homeward.assessments.choices import AssessmentPurpose
from homeward.assessments.queries import ASKED_ELSEWHERE

SCREENS = (AssessmentPurpose.RAPID_SCREEN, AssessmentPurpose.ARRIVAL_SCREEN)

shipped.add(Path(__file__).parent / "xlsforms" / "rapid-screen.xlsx", _("Rapid screen"), *SCREENS)
# A screen keeps no draft, and whoever asks it need not be cleared for its answers.
ASKED_ELSEWHERE.update(SCREENS)
