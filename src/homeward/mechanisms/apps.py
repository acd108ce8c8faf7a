from django.apps import AppConfig


class MechanismsConfig(AppConfig):
    name = "homeward.mechanisms"
    label = "mechanisms"
