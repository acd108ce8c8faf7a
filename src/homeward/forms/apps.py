from django.apps import AppConfig


class FormsConfig(AppConfig):
    name = "homeward.forms"
    label = "forms"
