from django.urls import path
from django.utils.translation import gettext_lazy as _

from homeward.core import navigation
from homeward.forms.views import register, trying, versions

app_name = "forms"

urlpatterns = [
    path("forms/", register.index, name="index"),
    path("forms/new/", register.new, name="new"),
    path("forms/<uuid:pk>/", register.form, name="form"),
    path("forms/<uuid:pk>/upload/", register.upload, name="upload"),
    path("forms/versions/<uuid:pk>/", versions.version, name="version"),
    path("forms/versions/<uuid:pk>/preview/", versions.preview, name="preview"),
    path("forms/versions/<uuid:pk>/browser/", trying.in_browser, name="in_browser"),
    path("forms/versions/<uuid:pk>/xform/", trying.xform, name="xform"),
    path("forms/versions/<uuid:pk>/tried/", trying.tried, name="tried"),
    path("forms/versions/<uuid:pk>/compare/", versions.compare, name="compare"),
    path("forms/versions/<uuid:pk>/source/", versions.source, name="source"),
    path("forms/versions/<uuid:pk>/publish/", versions.publish, name="publish"),
]

navigation.add(
    navigation.MONITORING,
    navigation.Item(
        label=_("Questionnaires"),
        url="forms:index",
        icon="clipboard-check",
        action="forms.write",
        section="forms",
    ),
)
