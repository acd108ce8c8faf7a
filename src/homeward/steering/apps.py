from django.apps import AppConfig


class SteeringConfig(AppConfig):
    name = "homeward.steering"
    label = "steering"
