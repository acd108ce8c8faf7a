from django.urls import path
from django.utils.translation import gettext_lazy as _

from homeward.core import navigation
from homeward.messages import queries, tabs
from homeward.messages.views import door, gateways, queue, texts

app_name = "messages"
urlpatterns = [
    path("messages/queue/", queue.index, name="queue"),
    path("messages/queue/<uuid:pk>/again/", queue.send_again, name="send_again"),
    path("messages/queue/<uuid:pk>/discard/", queue.discard, name="discard"),
    path("messages/gateways/", gateways.index, name="gateways"),
    path("messages/gateways/new/", gateways.new, name="new_gateway"),
    path("messages/gateways/<uuid:pk>/", gateways.gateway, name="gateway"),
    path("messages/gateways/<uuid:pk>/change/", gateways.change, name="change_gateway"),
    path("messages/gateways/<uuid:pk>/pause/", gateways.pause, name="pause_gateway"),
    path("messages/gateways/<uuid:pk>/way-in/", gateways.open_door, name="open_door"),
    path("messages/gateways/<uuid:pk>/try/", gateways.try_out, name="try_gateway"),
    path("messages/texts/", texts.index, name="texts"),
    path("messages/texts/new/", texts.write, name="write_text"),
    path("messages/texts/<str:occasion>/<str:lang>/", texts.versions, name="versions"),
    path("messages/hours/", texts.hours, name="hours"),
    path("messages/telephones/", queue.telephones, name="telephones"),
    path("messages/telephones/answer/", queue.answer, name="answer"),
    path("messages/in/<str:token>/", door.door, name="door"),
]

navigation.add(
    navigation.FIRST,
    navigation.Item(
        label=_("Messages"),
        url="messages:queue",
        icon="messages",
        action="messages.read_queue",
        section="messages",
        count=lambda _user: queries.given_up(),
    ),
)
tabs.add(
    tabs.Tab(_("Queue"), "messages:queue", "list-details", "messages.read_queue", "queue", 10),
    tabs.Tab(_("Texts"), "messages:texts", "writing", "messages.write_texts", "texts", 40),
    tabs.Tab(
        _("Quiet hours"), "messages:hours", "clock-pause", "messages.write_texts", "hours", 50
    ),
    tabs.Tab(
        _("Gateways"), "messages:gateways", "transfer", "messages.keep_gateways", "gateways", 60
    ),
)
