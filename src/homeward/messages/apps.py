from django.apps import AppConfig


class MessagesConfig(AppConfig):
    name = "homeward.messages"
    label = "outbox"
