from django.apps import AppConfig


class BusinessConfig(AppConfig):
    name = "homeward.business"
    label = "business"
