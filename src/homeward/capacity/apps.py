from django.apps import AppConfig


class CapacityConfig(AppConfig):
    name = "homeward.capacity"
    label = "capacity"
