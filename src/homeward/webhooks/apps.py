from django.apps import AppConfig


class WebhooksConfig(AppConfig):
    name = "homeward.webhooks"
    label = "webhooks"
