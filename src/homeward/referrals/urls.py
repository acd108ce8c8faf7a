from django.urls import path
from django.utils.translation import gettext_lazy as _

from homeward.cases import appointments, casepage
from homeward.core import navigation
from homeward.referrals import appointments as days
from homeward.referrals.views import (
    choosing,
    inbox,
    letters,
    link,
    links,
    receiving,
    requests,
    sending,
)
from homeward.tasks import pages
from homeward.tasks.choices import TaskKind

app_name = "referrals"

urlpatterns = [
    path("referrals/", sending.index, name="index"),
    path("cases/<uuid:case_pk>/referrals/", choosing.of_case, name="of_case"),
    path("cases/<uuid:case_pk>/referrals/new/", choosing.choose, name="choose"),
    path("cases/<uuid:case_pk>/referrals/new/<uuid:service_pk>/", choosing.new, name="new"),
    path(
        "cases/<uuid:case_pk>/referrals/new/offers/<uuid:offer_pk>/",
        choosing.new_for_offer,
        name="new_for_offer",
    ),
    path("cases/<uuid:case_pk>/referrals/together/", choosing.together, name="together"),
    path("referrals/together/<uuid:pk>/", choosing.bundle, name="bundle"),
    path("referrals/together/<uuid:pk>/send/", choosing.send_bundle, name="send_bundle"),
    path("referrals/together/<uuid:pk>/discard/", choosing.discard_bundle, name="discard_bundle"),
    path("referrals/requests/<uuid:pk>/", requests.answer, name="request"),
    path("referrals/<uuid:pk>/", sending.detail, name="detail"),
    path("referrals/<uuid:pk>/letter/", sending.letter, name="letter"),
    path("referrals/<uuid:pk>/send/", sending.send, name="send"),
    path("referrals/<uuid:pk>/letters/<str:letter>/", letters.sent, name="sent_letter"),
    path("referrals/<uuid:pk>/links/", links.links, name="links"),
    path("referrals/<uuid:pk>/link/", links.renew, name="renew_link"),
    path("referrals/links/<uuid:answerlink>/", links.locked, name="locked_link"),
    path("referrals/links/<uuid:answerlink>/revoke/", links.revoke, name="revoke_link"),
    path("referrals/<uuid:pk>/tell/", sending.tell, name="tell"),
    path("referrals/<uuid:pk>/read/", sending.read_outcome, name="read_outcome"),
    path("referrals/<uuid:pk>/confirm/", sending.confirm, name="confirm"),
    path("referrals/<uuid:pk>/leave/", sending.leave, name="leave"),
    path("referrals/<uuid:pk>/discard/", sending.discard, name="discard"),
    path("referrals/<uuid:pk>/withdraw/", sending.withdraw, name="withdraw"),
    path("inbox/", inbox.inbox, name="inbox"),
    path("inbox/attending/", inbox.attending, name="attending"),
    path("inbox/day/", inbox.day, name="day"),
    path("inbox/day/list/", inbox.day_list, name="day_list"),
    path("inbox/<uuid:pk>/", receiving.received, name="received"),
    path("inbox/<uuid:pk>/letters/<str:letter>/", receiving.letter, name="received_letter"),
    path("r/<str:token>/", link.link, name="link"),
    path("r/<str:token>/letters/<str:letter>/", link.letter, name="link_letter"),
]

navigation.add(
    navigation.IMPLEMENTATION,
    navigation.Item(
        label=_("Referrals"),
        url="referrals:index",
        icon="send",
        action="referrals.read",
        section="referrals",
    ),
)
navigation.add(
    navigation.FIRST,
    navigation.Item(
        label=_("Referrals to us"),
        url="referrals:inbox",
        icon="send",
        action="referrals.receive",
        section="inbox",
    ),
)

pages.add(
    TaskKind.SEND_REFERRAL,
    pages.Work(
        "referrals:detail",
        pages.SUBJECT,
        "referrals.send",
        _("Open the draft"),
        _("The receiver sees nothing before it is sent."),
    ),
)
pages.add(
    TaskKind.GIVE_INFORMATION,
    pages.Work(
        "referrals:tell",
        pages.SUBJECT,
        "referrals.send",
        _("Answer the question"),
        _("The receiver asks something before it decides; it waits for you."),
    ),
)
pages.add(
    TaskKind.REVIEW_WAITING_LIST,
    pages.Work(
        "referrals:received",
        pages.SUBJECT,
        "referrals.answer",
        _("Open the referral"),
        _("The day has come: say whether there is a place, or when you look again."),
    ),
)
pages.add(
    TaskKind.START_SERVICE,
    pages.Work(
        "referrals:received",
        pages.SUBJECT,
        "referrals.answer",
        _("Open the referral"),
        _("Say that it began, or that the person did not come."),
    ),
)
pages.add(
    TaskKind.EXPIRE_REFERRAL,
    pages.Work(
        "referrals:detail",
        pages.SUBJECT,
        "referrals.send",
        _("Open the referral"),
        _("After its day, a reminder and the word to who leads, silence ends a referral."),
    ),
)
pages.add(
    TaskKind.ANSWER_REQUEST,
    pages.Work(
        "referrals:request",
        pages.SUBJECT,
        "referrals.draft",
        _("Open what they ask for"),
        _("The person asks for this service; make a draft of it, or say why not."),
    ),
)
pages.add(
    TaskKind.RENEW_LINK,
    pages.Work(
        "referrals:locked_link",
        pages.SUBJECT,
        "referrals.send",
        _("Look at the links"),
        _("Somebody entered a wrong PIN three times, so the link was ended."),
    ),
)

casepage.add(
    casepage.Tab(
        label=_("Referrals"),
        url="referrals:of_case",
        action="referrals.draft",
        key="referrals",
        place=45,
    )
)
appointments.add(days.of)
