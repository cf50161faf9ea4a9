from django.apps import AppConfig


class UiConfig(AppConfig):
    name = "weerbaar.ui"
    label = "ui"
