from django.urls import include, path

urlpatterns = [
    path("", include("homeward.access.urls")),
    path("", include("homeward.public.urls")),
    path("accounts/", include("allauth.urls")),
    path("i18n/", include("django.conf.urls.i18n")),
]
