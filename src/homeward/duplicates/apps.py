from django.apps import AppConfig


class DuplicatesConfig(AppConfig):
    name = "homeward.duplicates"
    label = "duplicates"
