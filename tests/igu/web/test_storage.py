from django.contrib.staticfiles.storage import ManifestFilesMixin

from igu.web.storage import StaticFiles


def test_an_address_is_made_once(monkeypatch):
    asked = []

    def of_the_manifest(self, name, force=False):
        asked.append(name)
        return f"/static/{name}.hash"

    monkeypatch.setattr(ManifestFilesMixin, "url", of_the_manifest)
    files = StaticFiles()

    assert [files.url("a.css"), files.url("b.css"), files.url("a.css")] == [
        "/static/a.css.hash",
        "/static/b.css.hash",
        "/static/a.css.hash",
    ]
    assert asked == ["a.css", "b.css"]
