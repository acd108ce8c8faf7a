from django.urls import path
from django.utils.translation import gettext_lazy as _

from homeward.core import navigation
from homeward.emergencies import views

app_name = "emergencies"
urlpatterns = [
    path("emergency/", views.ask, name="ask"),
    path("emergency/end/", views.end, name="end"),
    path("emergency/reviews/", views.reviews, name="reviews"),
    path("emergency/reviews/<uuid:pk>/", views.review, name="review"),
    path("emergency/<uuid:pk>/", views.file, name="file"),
]

navigation.add(
    navigation.FIRST,
    navigation.Item(
        label=_("Emergency access"),
        url="emergencies:ask",
        icon="lock-open",
        action="access.break_glass",
        section="emergency",
    ),
)
navigation.add(
    navigation.MONITORING,
    navigation.Item(
        label=_("Emergency reviews"),
        url="emergencies:reviews",
        icon="eye",
        action="access.review_emergencies",
        section="emergency_reviews",
    ),
)
