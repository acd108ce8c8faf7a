from django.urls import include, path

from homeward.access.views import closed, sign_in
from homeward.exchange.api.site import api

urlpatterns = [
    path("", include("homeward.desk.urls")),
    path("", include("homeward.portal.urls")),
    path("", include("homeward.access.urls")),
    path("", include("homeward.public.urls")),
    path("", include("homeward.audit.urls")),
    path("", include("homeward.referrals.urls")),
    path("", include("homeward.services.urls")),
    path("", include("homeward.stakeholders.urls")),
    path("", include("homeward.reference.urls")),
    path("", include("homeward.cases.person_urls")),
    path("", include("homeward.cases.urls")),
    path("", include("homeward.seals.urls")),
    path("", include("homeward.emergencies.urls")),
    path("", include("homeward.agreements.urls")),
    path("", include("homeward.procedures.urls")),
    path("", include("homeward.plans.urls")),
    path("", include("homeward.funds.urls")),
    path("", include("homeward.surveys.urls")),
    path("", include("homeward.packages.urls")),
    path("", include("homeward.rights.urls")),
    path("", include("homeward.users.urls")),
    path("", include("homeward.oversight.urls")),
    path("", include("homeward.exports.urls")),
    path("", include("homeward.exchange.urls")),
    path("api/v1/", api.urls),
    path("accounts/email/", closed, name="account_email"),
    path("accounts/signup/", closed, name="account_signup"),
    path("accounts/login/", sign_in, name="account_login"),
    path("accounts/", include("allauth.urls")),
    path("i18n/", include("django.conf.urls.i18n")),
]
