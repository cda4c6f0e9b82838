"""What the linter's arrows cannot say: who may touch the ORM, the clock, the broker."""

import ast
from pathlib import Path

import pytest

ROOT = Path(__file__).parent.parent
APPS = ("igu", "employers", "cases", "education", "followup", "portal", "reports")
SOURCES = [path for app in APPS for path in sorted((ROOT / app).rglob("*.py")) if "migrations" not in path.parts]


def names_used(path: Path) -> set[str]:
    """Dotted names that a module reads, e.g. `timezone.localdate`, `objects`."""
    tree = ast.parse(path.read_text())
    return {ast.unparse(node) for node in ast.walk(tree) if isinstance(node, ast.Attribute)}


def ends_with(names: set[str], *endings: str) -> set[str]:
    return {name for name in names if name.endswith(endings)}


def of_kind(*kinds: str) -> list[Path]:
    return [path for path in SOURCES if path.stem in kinds or path.parent.name in kinds]


def by_name(path: Path) -> str:
    return str(path.relative_to(ROOT))


@pytest.mark.parametrize("path", of_kind("views"), ids=by_name)
def test_views_name_no_orm_manager(path):
    assert ends_with(names_used(path), ".objects", ".save", ".delete") == set()


@pytest.mark.parametrize("path", of_kind("models", "services", "access"), ids=by_name)
def test_models_and_services_know_neither_the_clock_nor_the_broker(path):
    assert ends_with(names_used(path), ".delay", ".apply_async", "timezone.localdate", "date.today") == set()


@pytest.mark.parametrize("path", [path for path in SOURCES if "rules" in path.relative_to(ROOT).parts], ids=by_name)
def test_rules_know_no_django(path):
    assert "django" not in {name.split(".")[0] for name in imports_of(path)}


def imports_of(path: Path) -> set[str]:
    tree = ast.parse(path.read_text())
    plain = {alias.name for node in ast.walk(tree) if isinstance(node, ast.Import) for alias in node.names}
    return plain | {node.module or "" for node in ast.walk(tree) if isinstance(node, ast.ImportFrom)}


@pytest.mark.parametrize("name", ["utils", "helpers", "common"])
def test_no_module_is_named_for_nothing(name):
    assert of_kind(name) == []


def test_no_file_names_a_machine_or_a_registry():
    words = ("/wo" + "rk/", "pypi" + ".org", "python" + "hosted", "registry" + ".npmjs", "deb" + ".debian")
    text_files = [
        path
        for path in ROOT.rglob("*")
        if path.suffix in {".py", ".md", ".txt", ".in", ".toml", ".yml", ".json", ".html", ".js", ".css", ".sh"}
        and not {".venv", "node_modules", ".local", "vendor", "staticfiles", ".cache"} & set(path.parts)
    ]
    assert [
        by_name(path) for path in text_files if any(word in path.read_text(errors="replace") for word in words)
    ] == []
