from django.apps import AppConfig


class CommitteesConfig(AppConfig):
    name = "homeward.committees"
    label = "committees"
