from django.urls import path
from django.utils.translation import gettext_lazy as _

from homeward.cases import casepage
from homeward.papers import views
from homeward.papers.choices import PaperKind
from homeward.tasks import pages
from homeward.tasks.choices import TaskKind

app_name = "papers"

urlpatterns = [
    path("cases/<uuid:case_pk>/papers/", views.papers, name="papers"),
    path("cases/<uuid:case_pk>/papers/new/", views.new, name="new"),
    path("papers/<uuid:pk>/renew/", views.renew, name="renew"),
    path("papers/<uuid:pk>/file/", views.file, name="file"),
]

casepage.add(
    casepage.Tab(
        label=_("Papers"), url="papers:papers", action="papers.read", key="papers", place=70
    )
)
pages.add(
    TaskKind.RENEW_PAPER,
    pages.Work(
        "papers:renew",
        pages.SUBJECT,
        "papers.keep",
        _("Enter the new paper"),
        _("The paper ends soon; without it a step of the case may fail."),
        dict(PaperKind.choices),
    ),
)
