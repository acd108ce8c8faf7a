from django.urls import include, path

from homeward.access.views import sign_in

urlpatterns = [
    path("", include("homeward.desk.urls")),
    path("", include("homeward.portal.urls")),
    path("", include("homeward.access.urls")),
    path("", include("homeward.public.urls")),
    path("", include("homeward.referrals.urls")),
    path("", include("homeward.services.urls")),
    path("", include("homeward.cases.person_urls")),
    path("", include("homeward.cases.urls")),
    path("", include("homeward.agreements.urls")),
    path("", include("homeward.plans.urls")),
    path("", include("homeward.funds.urls")),
    path("", include("homeward.surveys.urls")),
    path("", include("homeward.packages.urls")),
    path("accounts/login/", sign_in, name="account_login"),
    path("accounts/", include("allauth.urls")),
    path("i18n/", include("django.conf.urls.i18n")),
]
