from django.apps import AppConfig


class SourcesConfig(AppConfig):
    name = "weerbaar.sources"
    label = "sources"
