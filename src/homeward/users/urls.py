from django.urls import path
from django.utils.translation import gettext_lazy as _

from homeward.core import navigation
from homeward.users import views

app_name = "users"
urlpatterns = [
    path("users/", views.index, name="index"),
    path("users/new/", views.new, name="new"),
    path("users/history/", views.history, name="history"),
    path("users/clearance/", views.clearance, name="clearance"),
    path("users/clearance/<str:role>/", views.role_clearance, name="role_clearance"),
    path("users/approvals/<uuid:pk>/", views.approval, name="approval"),
    path("users/<int:pk>/", views.detail, name="detail"),
    path("users/<int:pk>/roles/", views.roles, name="roles"),
    path("users/<int:pk>/clearance/", views.user_clearance, name="user_clearance"),
    path("users/<int:pk>/suspend/", views.suspend, name="suspend"),
    path("users/<int:pk>/let-in/", views.reactivate, name="reactivate"),
    path("users/<int:pk>/second-factor/", views.reset, name="reset"),
    path("users/<int:pk>/invitation/", views.invite_again, name="invite_again"),
    path("users/<int:pk>/invitation/revoke/", views.revoke, name="revoke"),
    path("invitation/<str:token>/", views.accept, name="accept"),
]

navigation.add(
    navigation.FIRST,
    navigation.Item(
        label=_("Users"), url="users:index", icon="users", action="users.read", section="users"
    ),
)
