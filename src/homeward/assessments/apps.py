from django.apps import AppConfig


class AssessmentsConfig(AppConfig):
    name = "homeward.assessments"
    label = "assessments"

    def ready(self) -> None:
        # Connects the receivers, and names the forms that come with the software.
        from homeward.assessments import receivers, shipped  # noqa: F401, PLC0415
