from django.urls import path
from django.utils.translation import gettext_lazy as _

from homeward.circles import queries
from homeward.circles.views import joining, keeping
from homeward.core import navigation

app_name = "circles"
urlpatterns = [
    path("lists/", keeping.index, name="index"),
    path("lists/new/", keeping.new, name="new"),
    path("lists/join/", joining.index, name="join_index"),
    path("lists/join/asked/", joining.asked, name="asked"),
    path("lists/join/left/", joining.left, name="left"),
    path("lists/join/<uuid:circle_pk>/", joining.join, name="join"),
    path("lists/<uuid:pk>/", keeping.circle, name="circle"),
    path("lists/<uuid:pk>/change/", keeping.change, name="change"),
    path("lists/<uuid:pk>/write/", keeping.write, name="write"),
    path("lists/posts/<uuid:pk>/decide/", keeping.decide, name="decide"),
    path("l/<str:token>/", joining.member, name="member"),
]

navigation.add(
    navigation.IMPLEMENTATION,
    navigation.Item(
        label=_("Lists and groups"),
        url="circles:index",
        icon="users-group",
        action="circles.read",
        section="lists",
        count=queries.waiting_for,
    ),
)
