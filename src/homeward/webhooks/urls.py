from django.urls import path
from django.utils.translation import gettext_lazy as _

from homeward.tasks import pages
from homeward.tasks.choices import TaskKind
from homeward.tasks.pages import SUBJECT, Work
from homeward.webhooks import views
from homeward.webhooks.choices import Failure

app_name = "webhooks"

urlpatterns = [
    path("webhooks/", views.index, name="index"),
    path("webhooks/new/", views.new, name="new"),
    path("webhooks/<uuid:pk>/", views.detail, name="detail"),
    path("webhooks/<uuid:pk>/change/", views.change, name="change"),
    path("webhooks/<uuid:pk>/secret/", views.renew_secret, name="renew_secret"),
    path("webhooks/<uuid:pk>/pause/", views.pause, name="pause"),
    path("webhooks/<uuid:pk>/resume/", views.resume, name="resume"),
    path("webhooks/<uuid:pk>/try/", views.try_out, name="try_out"),
    path("webhooks/<uuid:pk>/again/", views.send_all_again, name="send_all_again"),
    path("webhooks/<uuid:pk>/remove/", views.remove, name="remove"),
    path("webhooks/deliveries/<int:pk>/again/", views.send_again, name="send_again"),
]

pages.add(
    TaskKind.MEND_WEBHOOK,
    Work(
        "webhooks:detail",
        SUBJECT,
        "webhooks.manage",
        _("Mend the webhook"),
        _("Your own system was not reached for days, so nothing is told there. What happens"
          " meanwhile is kept for 30 days."),
        dict(Failure.choices),
    ),
)  # fmt: skip
