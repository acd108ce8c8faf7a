from django.apps import AppConfig


class PapersConfig(AppConfig):
    name = "homeward.papers"
    label = "papers"
