"""A restore into PostgreSQL that is cut off: what is there is never taken for a house, and the next one begins anew."""

import subprocess
import time

import pytest
from house import PROGRAM, Client, Server, free_port, qiao
from postgres import Cluster

FACTS = "SELECT value FROM house_facts WHERE name = 'city'"
LOADING = "SELECT COUNT(*) FROM pg_stat_activity WHERE application_name = 'qiao' AND query LIKE 'INSERT INTO%'"


@pytest.fixture(scope="module")
def cluster():
    running = Cluster()
    yield running
    running.stop()


def cut_off(arguments, is_time):
    """Kills the program as soon as it is time; answers whether it was still at it."""
    started = subprocess.Popen([str(PROGRAM), *map(str, arguments)], stdout=subprocess.DEVNULL)
    deadline = time.monotonic() + 600
    while started.poll() is None and not is_time():
        assert time.monotonic() < deadline
    started.kill()
    return started.wait() == -9


def refused(target, url):
    """Nobody can work in it, nor does a server make something of it."""
    for arguments in (["check"], ["run", "--empty", "--port", str(free_port())], ["run", "--port", str(free_port())]):
        said = qiao(*arguments, "--data", target, "--database", url, check=False, env={"LC_ALL": "en_GB.UTF-8"})
        assert said.returncode == 1, said.stdout
        assert "restore" in said.stdout + said.stderr
    assert not (target / "keys.json").exists()


def test_killed_during_a_restore_into_postgres(data, tmp_path, cluster):
    backup = tmp_path / "house.qiao"
    qiao("backup", "--data", data, backup)
    people = qiao("search", "people", "区雅婷", "--data", data).stdout
    target = tmp_path / "target"
    target.mkdir()
    url = cluster.database("restored")
    arguments = ["restore", "--data", target, "--keys", data / "keys.json", "--database", url, backup]

    # While the tables are made, while they are filled, while what was filled is proved.
    moments = [
        lambda: cluster.ask("restored", FACTS) == "restoring",
        lambda: cluster.ask("restored", LOADING) not in ("", "0"),
        lambda: cluster.ask("restored", "SELECT COUNT(*) FROM people") not in ("", "0"),
    ]
    for moment in moments:
        assert cut_off(arguments, moment), "it was quicker than the power cut"
        refused(target, url)

    qiao(*arguments)
    restored = ["--data", target, "--database", url]
    qiao("check", *restored)
    qiao("audit", "verify", *restored)
    assert qiao("search", "people", "区雅婷", *restored).stdout == people
    server = Server(target, "--database", url)
    assert "区雅婷" in Client(server, "city").get("/people?q=%E5%8C%BA%E9%9B%85%E5%A9%B7")
    server.stop()
    again = qiao(*arguments, check=False)
    assert again.returncode == 1, "a house is never written over"
