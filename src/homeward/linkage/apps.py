from django.apps import AppConfig


class LinkageConfig(AppConfig):
    name = "homeward.linkage"
    label = "linkage"
