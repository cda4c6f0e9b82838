"""Static files under the names of their contents."""

from functools import cached_property

from whitenoise.storage import CompressedManifestStaticFilesStorage


class StaticFiles(CompressedManifestStaticFilesStorage):
    """Addresses do not change while the process lives: each is made once, where a page names some two hundred."""

    @cached_property
    def _addresses(self) -> dict[str, str]:
        return {}

    def url(self, name, force=False):
        if name not in self._addresses:
            self._addresses[name] = super().url(name, force)
        return self._addresses[name]
