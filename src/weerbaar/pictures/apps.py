from django.apps import AppConfig


class PicturesConfig(AppConfig):
    name = "weerbaar.pictures"
    label = "pictures"
