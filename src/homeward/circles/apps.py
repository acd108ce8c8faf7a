from django.apps import AppConfig


class CirclesConfig(AppConfig):
    name = "homeward.circles"
    label = "circles"
