from django.urls import path

from homeward.portal import views

app_name = "portal"

urlpatterns = [
    path("portal/", views.home, name="home"),
    path("portal/my-data/", views.my_data, name="my_data"),
    path("portal/my-data/copy/", views.my_copy, name="my_copy"),
]
