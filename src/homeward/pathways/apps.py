from django.apps import AppConfig


class PathwaysConfig(AppConfig):
    name = "homeward.pathways"
    label = "pathways"
