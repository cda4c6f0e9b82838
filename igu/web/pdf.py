"""HTML to tagged PDF (pdf/ua-1). WeasyPrint is imported when a document is made: never in a web process."""

import importlib.util
import mimetypes
from functools import cache
from pathlib import Path
from urllib.parse import unquote, urlparse

from django.contrib.staticfiles import finders
from django.template.loader import render_to_string
from django.utils import translation

SYSTEM_LIBRARIES = "libpango-1.0-0 libpangoft2-1.0-0 libharfbuzz-subset0"


def is_available() -> bool:
    """Whether the package is installed; its system libraries are only met when it is imported."""
    return importlib.util.find_spec("weasyprint") is not None


@cache
def _engine():
    """WeasyPrint with what is worth keeping between documents: fonts and the parsed style sheet."""
    import weasyprint
    from weasyprint.text.fonts import FontConfiguration
    from weasyprint.urls import URLFetcher, URLFetcherResponse

    class StaticOnly(URLFetcher):
        """Opens our own static files and nothing else: no network, no file system."""

        def fetch(self, url, headers=None):
            parts = urlparse(url)
            path = finders.find(unquote(parts.netloc + parts.path)) if parts.scheme == "static" else None
            if path is None:
                raise ValueError(f"Not a static file of ours: {url}")
            kind = mimetypes.guess_type(path)[0] or "application/octet-stream"
            return URLFetcherResponse(url, Path(path).read_bytes(), {"Content-Type": kind})

    fetcher, fonts = StaticOnly(), FontConfiguration()
    sheet = weasyprint.CSS(filename=finders.find("css/document.css"), font_config=fonts, url_fetcher=fetcher)
    return weasyprint, fetcher, fonts, sheet


def write_pdf(template: str, context: dict, *, language: str = "da") -> bytes:
    """Render a template of templates/*/…_document.html as a tagged PDF in `language`."""
    weasyprint, fetcher, fonts, sheet = _engine()
    with translation.override(language):
        html = render_to_string(template, context | {"language": language})
    document = weasyprint.HTML(string=html, base_url="static:", url_fetcher=fetcher)
    return document.write_pdf(pdf_variant="pdf/ua-1", stylesheets=[sheet], font_config=fonts)
