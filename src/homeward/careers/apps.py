from django.apps import AppConfig


class CareersConfig(AppConfig):
    name = "homeward.careers"
    label = "careers"
