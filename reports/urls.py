from django.urls import path, register_converter

from reports import views


class FileKind:
    regex = "csv|xlsx"

    def to_python(self, value):
        return value

    def to_url(self, value):
        return value


register_converter(FileKind, "file_kind")

urlpatterns = [
    path("overblik/", views.overview, name="overview"),
    path("overblik/<slug:name>.<file_kind:kind>", views.report_file, name="report_file"),
]
