from django.urls import path

from homeward.exports import views

app_name = "exports"

urlpatterns = [
    path("exports/", views.index, name="index"),
    path("exports/parts/<uuid:part>/", views.part, name="part"),
    path("exports/<uuid:pk>/cancel/", views.cancel, name="cancel"),
]
