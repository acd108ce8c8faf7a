from django.apps import AppConfig


class ActorsConfig(AppConfig):
    name = "homeward.actors"
    label = "actors"
