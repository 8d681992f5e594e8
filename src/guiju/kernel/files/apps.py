"""Django app of this machinery."""

from django.apps import AppConfig


class FilesConfig(AppConfig):
    name = "guiju.kernel.files"
    label = "files"
