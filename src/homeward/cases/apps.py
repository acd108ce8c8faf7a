from django.apps import AppConfig


class CasesConfig(AppConfig):
    name = "homeward.cases"
    label = "cases"

    def ready(self) -> None:
        from homeward.audit import naming  # noqa: PLC0415 - models are ready only now
        from homeward.cases import queries, receivers  # noqa: F401, PLC0415

        naming.name_persons.append(queries.references_of)
        naming.find_persons.append(queries.persons_of_reference)
