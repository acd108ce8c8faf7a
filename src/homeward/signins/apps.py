from django.apps import AppConfig


class SigninsConfig(AppConfig):
    name = "homeward.signins"
    label = "signins"
