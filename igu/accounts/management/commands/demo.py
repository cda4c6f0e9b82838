from django.core.management.base import BaseCommand


class Command(BaseCommand):
    def add_arguments(self, p):
        p.add_argument("--if-empty", action="store_true")

    def handle(self, **o):
        pass
