"""What an operator gets: image, compose file, requirement files, the command of the check before a landing."""

import json
import os
import re
import subprocess

import psycopg2
import pytest
import yaml

from igu.local import places, postgres
from igu.local.places import PROJECT
from igu.local.postgres import Postgres
from tests.igu.local.conftest import folder_open_to_all

SECRETS = re.compile(r"SECRET|PASSWORD|KEY")
REFERENCE = re.compile(r"\$\{(\w+)(:?[-?])?([^}]*)\}")
APPS = ("migrate", "web", "worker", "beat")


@pytest.fixture(scope="module")
def compose():
    return yaml.safe_load((PROJECT / "docker-compose.yml").read_text())["services"]


@pytest.fixture(scope="module")
def dockerfile():
    """The stages of the image, each a list of instructions without line breaks."""
    text = (PROJECT / "Dockerfile").read_text().replace("\\\n", "")
    stages = re.split(r"^(?=FROM )", text, flags=re.MULTILINE)[1:]
    return [stage.strip().splitlines() for stage in stages]


# --- the image ---------------------------------------------------------------------------------------


def test_the_image_runs_as_a_user_without_rights(dockerfile):
    last = dockerfile[-1]

    assert "USER igu" in last
    assert [line for line in last[last.index("USER igu") :] if line.startswith(("RUN", "COPY"))] == []


def test_neither_node_nor_tests_are_in_the_image(dockerfile):
    design, build, last = dockerfile

    assert design[0].startswith("FROM node:")
    assert "rm -rf node_modules" in " ".join(build)
    assert [line for line in last if line.startswith("COPY")] == [
        "COPY --from=build /opt/igu /opt/igu",
        "COPY --from=build /app /app",
    ]
    ignored = (PROJECT / ".dockerignore").read_text().splitlines()
    assert {".git", ".venv", ".local", "tests", "node_modules", "staticfiles"} <= set(ignored)


def test_the_image_holds_production_packages_only_and_checked_by_hash(dockerfile):
    installs = [line for stage in dockerfile for line in stage if "pip install" in line]

    assert len(installs) == 1
    assert installs[0].endswith("--require-hashes -r requirements.txt")


def test_static_files_and_danish_are_made_in_the_image(dockerfile):
    build = " ".join(dockerfile[1])

    assert build.index("igu.local copy-assets") < build.index("igu.local messages") < build.index("collectstatic")


# --- the compose file ----------------------------------------------------------------------------------


def test_all_that_is_needed_is_there(compose):
    assert set(compose) == {*APPS, "db", "broker"}


def test_no_secret_has_a_default_or_stands_in_the_file():
    text = (PROJECT / "docker-compose.yml").read_text()

    secrets = [(name, how) for name, how, _ in REFERENCE.findall(text) if SECRETS.search(name)]
    optional = {"EMAIL_HOST_PASSWORD", "OIDC_CLIENT_SECRET"}  # empty means that there is none

    assert {name for name, how in secrets if how != ":?"} == optional
    assert re.findall(r"\$\{(?:EMAIL_HOST_PASSWORD|OIDC_CLIENT_SECRET):-([^}]*)\}", text) == ["", ""]
    values = re.findall(r"^\s+\w*(?:SECRET|PASSWORD|KEY)\w*: (.*)$", text, flags=re.MULTILINE)
    assert [value for value in values if not REFERENCE.fullmatch(value)] == []


def test_only_the_migration_logs_in_as_the_owner(compose):
    owners = [name for name in APPS if "DATABASE_URL" in compose[name]["environment"]]

    assert owners == ["migrate"]
    for name in APPS:
        assert compose[name]["environment"]["DATABASE_APP_URL"].startswith("postgresql://igu_app:")
        assert compose[name]["environment"]["DATABASE_TASK_URL"].startswith("postgresql://igu_task:")


def test_every_variable_of_the_app_is_read_somewhere(compose):
    settings = (PROJECT / "igu" / "settings.py").read_text()
    read_by_gunicorn = {"WEB_CONCURRENCY"}

    unread = {name for app in APPS for name in compose[app]["environment"] if f'"{name}"' not in settings}

    assert unread == read_by_gunicorn


def test_the_app_waits_for_migration_database_and_broker(compose):
    ready = {
        "migrate": {"condition": "service_completed_successfully"},
        "db": {"condition": "service_healthy"},
        "broker": {"condition": "service_healthy"},
    }
    assert [compose[name]["depends_on"] for name in ("web", "worker", "beat")] == [ready] * 3
    assert compose["migrate"]["depends_on"] == {"db": {"condition": "service_healthy"}}
    assert compose["migrate"]["restart"] == "no"


def test_the_app_runs_without_rights_on_a_file_system_that_it_cannot_change(compose):
    for name in APPS:
        assert compose[name]["read_only"] is True
        assert compose[name]["cap_drop"] == ["ALL"]
        assert compose[name]["security_opt"] == ["no-new-privileges:true"]


def test_web_is_healthy_when_it_is_ready(compose):
    assert compose["web"]["healthcheck"]["test"] == ["CMD", "python", "-m", "igu.local.probe", "/readyz"]


def test_the_database_is_as_the_private_one(compose):
    db = compose["db"]

    assert db["image"] == "postgres:18"
    assert {"--locale-provider=builtin", "--builtin-locale=C.UTF-8"} <= set(
        db["environment"]["POSTGRES_INITDB_ARGS"].split()
    )
    careful = [word.split("=") for word in db["command"] if "=" in word]
    assert [name for name, _ in careful] == ["log_error_verbosity", "log_min_error_statement", "log_statement"]
    assert dict(careful) == {name: postgres.SETTINGS[name] for name, _ in careful}


def test_database_and_broker_are_not_reached_from_outside(compose):
    for name in ("db", "broker"):
        assert "ports" not in compose[name]
        assert compose[name]["networks"] == ["back"]
    assert [name for name in compose if "ports" in compose[name]] == ["web"]
    assert compose["web"]["ports"] == ["${BIND:-127.0.0.1:8000}:8000"]


def test_the_broker_wants_a_password_and_throws_nothing_away(compose):
    script = compose["broker"]["command"][-1]

    assert "requirepass $$REDISCLI_AUTH" in script
    assert "maxmemory-policy noeviction" in script
    assert compose["broker"]["environment"] == {"REDISCLI_AUTH": "${REDIS_PASSWORD:?}"}


def test_the_roles_of_the_compose_file_are_those_of_the_private_server():
    """The script really runs, on a private server whose own roles are taken away first."""
    with folder_open_to_all() as folder:
        server = Postgres(places.find({"IGU_LOCAL": str(folder)}), throw_away=True)
        server.start()
        try:
            boss = server.urls()["DATABASE_URL"].replace("igu_owner@/igu?", "igu_boss@/postgres?")
            connection = psycopg2.connect(boss)
            connection.autocommit = True
            with connection.cursor() as cursor:
                cursor.execute("SELECT rolname, rolsuper, rolbypassrls, rolcanlogin FROM pg_roles ORDER BY 1")
                wanted = cursor.fetchall()
                cursor.execute("DROP DATABASE igu")
                for role in ("igu_owner", "igu_app", "igu_task"):
                    cursor.execute(f"DROP ROLE {role}")
                cursor.execute("CREATE DATABASE igu")

                run_roles_script(server)

                cursor.execute("SELECT rolname, rolsuper, rolbypassrls, rolcanlogin FROM pg_roles ORDER BY 1")
                assert cursor.fetchall() == wanted
                cursor.execute("SELECT count(*) FROM pg_authid WHERE rolpassword LIKE 'SCRAM-SHA-256$%'")
                assert cursor.fetchone() == (3,)
                cursor.execute("SELECT pg_get_userbyid(datdba) FROM pg_database WHERE datname = 'igu'")
                assert cursor.fetchone() == ("igu_owner",)
            connection.close()
        finally:
            server.stop()


def run_roles_script(server):
    env = {
        "PATH": f"{postgres.find_binaries(None)}:{os.environ['PATH']}",
        "PGHOST": str(server.places.sockets),
        "POSTGRES_USER": "igu_boss",
        "POSTGRES_DB": "igu",
        "DATABASE_OWNER_PASSWORD": "o'wner",
        "DATABASE_APP_PASSWORD": "app",
        "DATABASE_TASK_PASSWORD": "task",
    }
    ran = subprocess.run([PROJECT / "docker" / "roles.sh"], env=env, capture_output=True, text=True)
    assert (ran.returncode, ran.stderr) == (0, "")


# --- packages and the check before a landing -------------------------------------------------------------


@pytest.mark.parametrize("name", ["requirements", "requirements-local", "requirements-dev"])
def test_every_package_is_pinned_with_hashes_and_no_address(name):
    text = (PROJECT / f"{name}.txt").read_text().replace("\\\n", "")
    pins = [line for line in text.splitlines() if line and not line.lstrip().startswith("#")]

    assert len(pins) > 50
    assert [pin for pin in pins if "==" not in pin or "--hash=sha256:" not in pin] == []
    assert "://" not in text
    assert "index-url" not in text


def test_the_larger_requirement_files_hold_the_pins_of_the_smaller():
    def pins(name):
        return set(re.findall(r"^([\w.-]+(?:\[[\w,-]+\])?==[^\s;]+)", (PROJECT / name).read_text(), re.MULTILINE))

    assert pins("requirements.txt") < pins("requirements-local.txt") < pins("requirements-dev.txt")


def test_the_lock_of_the_front_end_names_no_registry():
    lock = (PROJECT / "package-lock.json").read_text()

    assert "://" not in lock
    assert [name for name, package in json.loads(lock)["packages"].items() if name and "integrity" not in package] == []
    assert "omit-lockfile-registry-resolved=true" in (PROJECT / ".npmrc").read_text()


def test_the_check_before_a_landing_can_be_run():
    script = PROJECT / ".ci" / "run"

    assert os.access(script, os.X_OK)
    assert subprocess.run(["bash", "-n", script]).returncode == 0


@pytest.mark.parametrize(
    "target", ["run", "test", "setup", "lint", "e2e", "bench", "messages", "demo-reset", "lock", "upgrade", "help"]
)
def test_make_knows_its_targets(target):
    ran = subprocess.run(["make", "--dry-run", target], cwd=PROJECT, capture_output=True, text=True)

    assert (ran.returncode, ran.stderr) == (0, "")
