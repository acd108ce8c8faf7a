from django.urls import path
from django.utils.translation import gettext_lazy as _

from homeward.core import navigation
from homeward.monitoring import probes, queries, views

app_name = "monitoring"

urlpatterns = [
    path("healthz", probes.healthz, name="healthz"),
    path("readyz", probes.readyz, name="readyz"),
    path("metrics", probes.metrics, name="metrics"),
    path("installation/", views.health, name="health"),
    path("installation/jobs/", views.jobs, name="jobs"),
    path("installation/jobs/<int:job_number>/again/", views.try_again, name="try_again"),
    path("installation/statements/", views.statements, name="statements"),
    path("installation/alerts/", views.alerts, name="alerts"),
    path("installation/alerts/<uuid:alert_pk>/acknowledge/", views.acknowledge, name="acknowledge"),
    path("installation/rules/", views.alert_rules, name="rules"),
    path("installation/rules/new/", views.state_rule, name="state_rule"),
]

navigation.add(
    navigation.FIRST,
    navigation.Item(
        label=_("Installation"),
        url="monitoring:health",
        icon="tools",
        action="installation.read",
        section="installation",
        count=queries.waiting_alerts,
    ),
)
