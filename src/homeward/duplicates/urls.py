from django.urls import path
from django.utils.translation import gettext_lazy as _

from homeward.cases import casepage
from homeward.core import navigation
from homeward.duplicates import queries, views
from homeward.duplicates.choices import Kind
from homeward.tasks import pages
from homeward.tasks.choices import TaskKind

app_name = "duplicates"

urlpatterns = [
    path("duplicates/", views.index, name="index"),
    path("duplicates/<uuid:pair_pk>/", views.detail, name="detail"),
    path("duplicates/<uuid:pair_pk>/apart/", views.part, name="part"),
]

navigation.add(
    navigation.FIRST,
    navigation.Item(
        label=_("Possible duplicates"),
        url="duplicates:index",
        icon="git-merge",
        action="duplicates.settle",
        section="duplicates",
        count=queries.waiting_count,
    ),
)
casepage.add(
    casepage.Panel(
        template="duplicates/parts/also.html",
        gather=queries.also_in,
        action="duplicates.read",
        place=80,
        side=True,
    )
)
pages.add(
    TaskKind.REVIEW_DUPLICATE,
    pages.Work(
        "duplicates:index",
        "",
        "duplicates.settle",
        _("Look at both sides"),
        _("As long as it is open, the person may be helped twice, or not at all."),
        dict(Kind.choices),
    ),
)
