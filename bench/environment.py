"""What a process of the bench finds in its environment: production, with secrets that guard made-up people."""

import os

HOST = "localhost"


def of_app(urls: dict[str, str], static_root) -> dict[str, str]:
    """The environment of the app on one database, as an operator would set it."""
    kept = {name: os.environ[name] for name in ("PATH", "HOME", "LANG", "LC_ALL", "TMPDIR") if name in os.environ}
    return (
        kept
        | urls
        | {
            "IGU_ENV": "production",
            "DJANGO_SETTINGS_MODULE": "igu.settings",
            "SECRET_KEY": _secret("session"),
            "IGU_SEAL_KEYS": _secret("seal"),
            "IGU_SEARCH_KEY": _secret("search"),
            "ALLOWED_HOSTS": HOST,
            "SITE_URL": f"https://{HOST}",
            "REDIS_URL": "redis://localhost:1/0",  # nobody listens: no page needs the broker
            "STATIC_ROOT": str(static_root),
            "PYTHONHASHSEED": "0",
        }
    )


def of_bare(url: str) -> dict[str, str]:
    env = of_app({"DATABASE_URL": url}, "")
    return env | {"DJANGO_SETTINGS_MODULE": "bench.bare.settings"}


def _secret(what: str) -> str:
    return f"only-for-the-bench-{what}-" * 3
