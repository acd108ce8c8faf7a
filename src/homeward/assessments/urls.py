from django.urls import path
from django.utils.translation import gettext_lazy as _

from homeward.assessments.views import filling, reading, uses
from homeward.cases import casepage

app_name = "assessments"

urlpatterns = [
    path("cases/<uuid:case_pk>/assessments/", reading.of_case, name="of_case"),
    path("cases/<uuid:case_pk>/assessments/<slug:asked_for>/", filling.begin, name="begin"),
    path("assessments/forms/", uses.uses, name="uses"),
    path("assessments/<uuid:pk>/", reading.assessment, name="assessment"),
    path("assessments/<uuid:pk>/changes/", reading.changes, name="changes"),
    path("assessments/<uuid:pk>/print/", reading.printed, name="print"),
    path("assessments/<uuid:pk>/files/<uuid:file_pk>/", reading.file, name="file"),
    path("assessments/<uuid:pk>/fill/", filling.fill, name="fill"),
    path("assessments/<uuid:pk>/check/", filling.check, name="check"),
    path("assessments/<uuid:pk>/discard/", filling.discard, name="discard"),
]

casepage.add(
    casepage.Tab(
        label=_("Assessments"),
        url="assessments:of_case",
        action="assessments.read",
        key="assessments",
        place=15,
    )
)
