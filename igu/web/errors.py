"""The pages for what went wrong: what happened, what it means for your data, what to do now."""

from django.shortcuts import render


def csrf_failure(request, reason=""):
    return render(request, "403_csrf.html", status=403)
