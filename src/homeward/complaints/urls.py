from django.urls import path
from django.utils.translation import gettext_lazy as _

from homeward.cases import casepage
from homeward.complaints.views import answering, by_code, desk, figures, inbox, settings, taking
from homeward.core import navigation
from homeward.tasks import pages
from homeward.tasks.choices import TaskKind
from homeward.tasks.pages import SUBJECT, Work

app_name = "complaints"

urlpatterns = [
    path("complaints/", inbox.index, name="index"),
    path("complaints/new/", taking.new, name="new"),
    path("complaints/taken/", taking.taken, name="taken"),
    path("complaints/figures/", figures.figures, name="figures"),
    path("complaints/card/", settings.card, name="card"),
    path("complaints/settings/", settings.index, name="settings"),
    path("complaints/settings/name/", settings.name, name="name"),
    path("complaints/handlers/<uuid:handler_pk>/end/", settings.end, name="end"),
    path("complaints/categories/<int:category_pk>/", settings.days, name="days"),
    path("complaints/<uuid:complaint_pk>/", inbox.complaint, name="complaint"),
    path("complaints/<uuid:complaint_pk>/receipt/", inbox.acknowledge, name="acknowledge"),
    path("complaints/<uuid:complaint_pk>/handler/", inbox.assign, name="assign"),
    path("complaints/<uuid:complaint_pk>/note/", inbox.note, name="note"),
    path("complaints/<uuid:complaint_pk>/order/", inbox.order, name="order"),
    path("complaints/<uuid:complaint_pk>/answer/", answering.answer, name="answer"),
    path("complaints/<uuid:complaint_pk>/told/", answering.told, name="told"),
    path("complaints/<uuid:complaint_pk>/appeal/", answering.appeal, name="appeal"),
    path("complaints/<uuid:complaint_pk>/hear/", answering.hear, name="hear"),
    path("complaints/<uuid:complaint_pk>/close/", answering.close, name="close"),
    path("complaints/<uuid:complaint_pk>/withdraw/", answering.withdraw, name="withdraw"),
    path("complaints/<uuid:complaint_pk>/pass-on/", answering.pass_on, name="pass_on"),
    path("complaints/<uuid:complaint_pk>/code/", taking.code, name="code"),
    path("complaints/<uuid:complaint_pk>/code/revoke/", taking.revoke, name="revoke"),
    path("cases/<uuid:case_pk>/complaints/", taking.of_case, name="of_case"),
    path("cases/<uuid:case_pk>/complaints/new/", taking.for_case, name="for_case"),
    path("referrals/<uuid:referral_pk>/complaint/", taking.for_referral, name="for_referral"),
    path(
        "funds/instalments/<uuid:instalment_pk>/complaint/", taking.for_payment, name="for_payment"
    ),
    path("complain/<int:organisation>/", desk.desk, name="desk"),
    path("complain/<int:organisation>/code/", desk.enter, name="enter"),
    path("feedback/<str:token>/", by_code.read, name="by_code"),
    path("feedback/<str:token>/say/", by_code.say, name="say"),
    path("feedback/<str:token>/appeal/", by_code.appeal, name="appeal_by_code"),
    path("feedback/<str:token>/withdraw/", by_code.withdraw, name="withdraw_by_code"),
]  # fmt: skip

navigation.add(
    navigation.MONITORING,
    navigation.Item(
        label=_("Complaints"), url="complaints:index", icon="message-report",
        action="complaints.read", section="complaints",
    ),
)  # fmt: skip
casepage.add(
    casepage.Tab(
        label=_("Complaints"), url="complaints:of_case", action="complaints.read",
        key="complaints", place=95,
    ),
    casepage.Begin(
        label=_("Take a complaint"), url="complaints:for_case", icon="message-report",
        action="complaints.take",
    ),
)  # fmt: skip

HANDLE = "complaints.handle"
for kind, url, label, why in (
    (
        TaskKind.ACKNOWLEDGE_COMPLAINT, "complaints:complaint", _("Open the complaint"),
        _("Whoever complained knows then that it has arrived, and until when there is an answer."),
    ),
    (
        TaskKind.ANSWER_COMPLAINT, "complaints:complaint", _("Open the complaint"),
        _("An answer was promised by this day."),
    ),
    (
        TaskKind.TELL_ANSWER, "complaints:complaint", _("Open the complaint"),
        _("The answer is written. They don’t know of it before somebody tells them."),
    ),
    (
        TaskKind.HEAR_COMPLAINT, "complaints:complaint", _("Open the complaint"),
        _("Somebody else than who answered looks at it again."),
    ),
    (
        TaskKind.CLOSE_COMPLAINT, "complaints:complaint", _("Open the complaint"),
        _("The days for an appeal are over then."),
    ),
):  # fmt: skip
    pages.add(kind, Work(url, SUBJECT, HANDLE, label, why))
