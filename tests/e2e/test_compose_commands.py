"""The commands of docker-compose.yml with production's settings, without Docker, from an empty database."""

import subprocess

import pytest
import yaml

from bench import cluster
from bench.compose import fleet
from igu.local import messages
from igu.local.places import PROJECT

pytestmark = pytest.mark.e2e


@pytest.fixture
def running():
    """As on the first start: `migrate` first, then web, worker and beat."""
    messages.compile_all()
    with cluster.running("compose") as servers:
        urls = servers.make_empty("first_start")
        with fleet(servers, urls) as found:
            found.run("migrate")
            for name in ("web 1", "worker 1", "beat 1"):
                found.start(name)
            found.wait_for_workers()
            yield found
        servers.drop("first_start")


def test_every_part_comes_up_and_passes_the_health_check_of_the_compose_file(running):
    services = yaml.safe_load((PROJECT / "docker-compose.yml").read_text())["services"]
    checks = {name: services[name]["healthcheck"]["test"] for name in ("web", "worker")}
    env = running.env | {"PORT": str(running.ports["web 1"]), "HOSTNAME": "localhost"}
    worker = checks["worker"][1].replace("$$HOSTNAME", "localhost").replace("celery@", "worker1@")

    web = subprocess.run(checks["web"][1:], env=env, cwd=PROJECT)
    ping = subprocess.run(["sh", "-c", worker], env=env, cwd=PROJECT, stdout=subprocess.DEVNULL)

    assert (web.returncode, ping.returncode) == (0, 0)
    assert [name for name, process in running.processes.items() if process.poll() is not None] == []


def test_a_part_that_is_asked_to_end_ends(running):
    for name in ("beat 1", "worker 1", "web 1"):
        running.stop(name)

    assert running.processes == {}
