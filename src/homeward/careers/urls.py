from django.urls import path
from django.utils.translation import gettext_lazy as _

from homeward.careers.views import keeping, paper, profile, training, wishing
from homeward.cases import casepage
from homeward.tasks import pages
from homeward.tasks.choices import TaskKind

app_name = "careers"

PERSON = "skills/<uuid:person_pk>/"

urlpatterns = [
    path("cases/<uuid:case_pk>/skills/", profile.of_case, name="of_case"),
    path(f"{PERSON}work/new/", keeping.add_work, name="add_work"),
    path(f"{PERSON}new/", keeping.add_skills, name="add_skills"),
    path(f"{PERSON}certificates/new/", keeping.certificate, name="certificate"),
    path(f"{PERSON}answers/leave-out/", keeping.dismiss, name="dismiss"),
    path(f"{PERSON}wishes/", wishing.wish, name="wish"),
    path(f"{PERSON}search/", wishing.search, name="search"),
    path(f"{PERSON}training/", training.training, name="training"),
    path(f"{PERSON}training/<uuid:offer_pk>/", training.talk_over, name="talk_over"),
    path(f"{PERSON}cv/", paper.cv, name="cv"),
    path("certificates/<uuid:pk>/recognition/", keeping.recognition, name="recognition"),
    path(
        "certificates/<uuid:pk>/leave-out/",
        keeping.leave_out_certificate,
        name="leave_out_certificate",
    ),
    path("skills/work/<uuid:pk>/leave-out/", keeping.leave_out_work, name="leave_out_work"),
    path("skills/held/<uuid:pk>/leave-out/", keeping.leave_out_skill, name="leave_out_skill"),
]

casepage.add(
    casepage.Tab(
        label=_("Skills and work"),
        url="careers:of_case",
        action="careers.read",
        key="careers",
        place=45,
    )
)
pages.add(
    TaskKind.TALK_OVER_TRAINING,
    pages.Work(
        "careers:training",
        pages.SUBJECT,
        "careers.keep",
        _("See the training"),
        _("The person was assessed again, and there is training for skills that they lack."),
    ),
)
pages.add(
    TaskKind.REVIEW_SEARCH,
    pages.Work(
        "careers:search",
        pages.SUBJECT,
        "careers.keep",
        _("Look at the search"),
        _("This day was agreed to see whether something was found."),
    ),
)
