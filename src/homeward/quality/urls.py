from django.urls import path
from django.utils.translation import gettext_lazy as _

from homeward.access.panels import Panel
from homeward.core import navigation
from homeward.quality.views import checks, data, shown, standards
from homeward.services import pages as directory
from homeward.stakeholders import pages as actors
from homeward.tasks import pages
from homeward.tasks.choices import TaskKind
from homeward.tasks.pages import SUBJECT, Work

app_name = "quality"

urlpatterns = [
    path("quality/", checks.index, name="index"),
    path("quality/services/<uuid:service_pk>/check/", checks.plan, name="plan"),
    path("quality/checks/draw/", checks.draw, name="draw"),
    path("quality/draws/<uuid:checkdraw_pk>/", checks.drawn, name="drawn"),
    path("quality/checks/<uuid:check_pk>/", checks.detail, name="check"),
    path("quality/checks/<uuid:check_pk>/fill/", checks.fill, name="fill"),
    path("quality/checks/<uuid:check_pk>/cancel/", checks.cancel, name="cancel"),
    path("quality/checks/<uuid:check_pk>/reply/", checks.reply, name="reply"),
    path("quality/checks/<uuid:check_pk>/agree/", checks.agree, name="agree"),
    path("quality/checks/<uuid:check_pk>/close/", checks.close, name="close"),
    path("quality/improvements/<uuid:improvement_pk>/", checks.see, name="see"),
    path("quality/providers/<int:organisation_pk>/", checks.provider, name="provider"),
    path("quality/standards/", standards.index, name="standards"),
    path("quality/standards/new/", standards.new, name="new_standard"),
    path("quality/standards/sheet/", standards.sheet, name="sheet"),
    path("quality/standards/<uuid:standard_pk>/", standards.standard, name="standard"),
    path("quality/standards/<uuid:standard_pk>/next/", standards.new_version, name="new_version"),
    path("quality/versions/<uuid:standardversion_pk>/", standards.version, name="version"),
    path(
        "quality/versions/<uuid:standardversion_pk>/points/",
        standards.add_point,
        name="add_point",
    ),
    path("quality/versions/<uuid:standardversion_pk>/sheet/", standards.upload, name="upload"),
    path("quality/versions/<uuid:standardversion_pk>/publish/", standards.publish, name="publish"),
    path("quality/versions/<uuid:standardversion_pk>/adopt/", standards.adopt, name="adopt"),
    path(
        "quality/points/<uuid:standarditem_pk>/remove/",
        standards.remove_point,
        name="remove_point",
    ),
    path("quality/data/", data.index, name="data"),
    path("quality/data/limits/", data.limits, name="limits"),
    path("quality/data/<slug:line>/", data.line, name="line"),
    path("quality/interviews/", data.interviews, name="interviews"),
]

navigation.add(
    navigation.MONITORING,
    navigation.Item(
        label=_("Quality"),
        url="quality:index",
        icon="checkup-list",
        action="quality.read",
        section="quality",
    ),
)
directory.BESIDE.add(
    Panel(
        template="quality/parts/last_of_service.html",
        gather=shown.last_of_service,
        action="quality.read",
    )
)
actors.BESIDE.add(
    Panel(
        template="quality/parts/last_of_provider.html",
        gather=shown.last_of_actor,
        action="quality.read",
    )
)
pages.add(
    TaskKind.HOLD_CHECK,
    Work("quality:fill", SUBJECT, "quality.hold", _("Fill it in"), _("A check is given to you.")),
)
pages.add(
    TaskKind.REPLY_TO_CHECK,
    Work(
        "quality:check", SUBJECT, "quality.reply", _("Read what was found"),
        _("A check found points that are not or partly met."),
    ),
)  # fmt: skip
pages.add(
    TaskKind.AGREE_IMPROVEMENT,
    Work(
        "quality:check", SUBJECT, "quality.plan", _("Read the reply"),
        _("The provider replied to what a check found."),
    ),
)  # fmt: skip
pages.add(
    TaskKind.SEE_IMPROVEMENT,
    Work(
        "quality:see", SUBJECT, "quality.hold", _("Say what you see"),
        _("An improvement was agreed until this day."),
    ),
)  # fmt: skip
