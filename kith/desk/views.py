"""The pages of the front desk."""

from django.http import HttpRequest, HttpResponse

from kith.ui import pages


def missing(request: HttpRequest, exception: Exception) -> HttpResponse:
    """Answer what is not there with the one page."""
    return pages.refused(request)
