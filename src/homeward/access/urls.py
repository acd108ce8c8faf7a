from django.urls import path

from homeward.access import views

app_name = "access"
urlpatterns = [
    path("profile/", views.profile, name="profile"),
    path("empty/", views.empty, name="empty"),
    path("profile/language/", views.language, name="language"),
]
