from django.urls import path

from homeward.public import views

app_name = "public"
urlpatterns = [
    path("patterns/", views.patterns, name="patterns"),
]
