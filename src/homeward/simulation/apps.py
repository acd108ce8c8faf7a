from django.apps import AppConfig


class SimulationConfig(AppConfig):
    name = "homeward.simulation"
    label = "simulation"
