from django.urls import path
from django.utils.translation import gettext_lazy as _

from homeward.audit import views
from homeward.core import navigation

app_name = "audit"

urlpatterns = [
    path("audit/reads/", views.reads, name="reads"),
    path("audit/access-review/", views.access_review, name="access_review"),
    path("audit/access-review/<int:pk>/", views.review, name="review"),
]

navigation.add(
    navigation.MONITORING,
    navigation.Item(
        label=_("Read log"), url="audit:reads", icon="eye", action="audit.read", section="reads"
    ),
)
navigation.add(
    navigation.MONITORING,
    navigation.Item(
        label=_("Access review"),
        url="audit:access_review",
        icon="checkup-list",
        action="audit.review",
        section="access_review",
    ),
)
