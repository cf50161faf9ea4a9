from django.apps import AppConfig


class ProgrammeConfig(AppConfig):
    name = "weerbaar.programme"
    label = "programme"
