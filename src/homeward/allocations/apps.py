from django.apps import AppConfig


class AllocationsConfig(AppConfig):
    name = "homeward.allocations"
    label = "allocations"
