from django.apps import AppConfig


class TasksConfig(AppConfig):
    name = "homeward.tasks"
    label = "tasks"
