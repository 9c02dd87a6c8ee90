"""The house burns down: what was backed up is found again, and what was cut off is never taken for whole."""

import json
import random
import signal
import subprocess
import threading
import time
import urllib.error
import urllib.request

from house import PROGRAM, Client, Server, assert_whole, qiao
from rosters import identity_number

CHANCE = random.Random(20271122)


class Registering:
    """Somebody who registers people as fast as she can, and remembers which were acknowledged."""

    def __init__(self, server):
        self.officer = Client(server, "xuhui")
        units = self.officer.json("/units?q=%E6%BC%95%E6%B2%B3%E6%B3%BE%E8%A1%97%E9%81%93")
        self.unit = next(one["id"] for one in flatten(units) if one.get("name") == "漕河泾街道总工会")
        self.acknowledged = []
        self.failed = []
        self.stopping = threading.Event()
        self.thread = threading.Thread(target=self.run)
        self.thread.start()

    def run(self):
        while not self.stopping.is_set():
            body = {"name": "火灾者", "documentNumber": identity_number(CHANCE), "unit": self.unit, "notDouble": "yes"}
            try:
                answer = self.officer.request(
                    "/people", json.dumps(body).encode(),
                    {"Content-Type": "application/json", "Accept": "application/json"})
                self.acknowledged.append(json.loads(answer)["location"])
            except urllib.error.HTTPError as error:
                self.failed.append(error.code)
            except (urllib.error.URLError, ConnectionError, OSError):
                return

    def end(self):
        self.stopping.set()
        self.thread.join(timeout=60)
        return self.acknowledged


def flatten(value):
    if isinstance(value, dict):
        yield value
        value = list(value.values())
    if isinstance(value, list):
        for inner in value:
            yield from flatten(inner)


def head_of(said):
    return next(line.split()[1] for line in said.splitlines() if line.startswith("head "))


def test_restore_drill(data, tmp_path):
    """Backed up under load; everybody who was acknowledged before the backup began is in it."""
    server = Server(data)
    registering = Registering(server)
    while len(registering.acknowledged) < 20:
        time.sleep(0.05)
    before = list(registering.acknowledged)
    backup = tmp_path / "house.qiao"
    head = head_of(qiao("backup", "--data", data, backup).stdout)
    registering.end()
    assert server.stop() == 0
    restored = tmp_path / "restored"
    said = qiao("restore", "--data", restored, "--keys", data / "keys.json", backup).stdout
    assert head_of(said) == head
    assert_whole(restored)
    qiao("audit", "verify", "--data", restored, "--head", head)
    again = Server(restored)
    reader = Client(again, "xuhui")
    for location in before:
        assert "火灾者" in reader.get(location)
    again.stop()


def test_killed_during_a_backup(data, tmp_path):
    """What is left is never taken for a backup, and is in nobody's way."""
    backup = tmp_path / "house.qiao"
    for _ in range(5):
        started = subprocess.Popen(
            [str(PROGRAM), "backup", "--data", str(data), str(backup)], stdout=subprocess.DEVNULL)
        time.sleep(CHANCE.uniform(0.02, 0.25))
        started.kill()
        started.wait()
        if backup.exists():
            # It was quicker than the power cut: then it is whole.
            qiao("restore", "--dry-run", "--data", data, backup)
            backup.unlink()
    qiao("backup", "--data", data, backup)
    assert [path.name for path in tmp_path.glob("house.qiao*")] == ["house.qiao"]
    assert_whole(data)


def test_killed_during_a_restore(data, tmp_path):
    """Half a house is refused; the same command begins again."""
    backup = tmp_path / "house.qiao"
    qiao("backup", "--data", data, backup)
    target = tmp_path / "target"
    arguments = ["restore", "--data", target, "--keys", data / "keys.json", backup]
    for _ in range(4):
        started = subprocess.Popen([str(PROGRAM), *map(str, arguments)], stdout=subprocess.DEVNULL)
        time.sleep(CHANCE.uniform(0.1, 0.5))
        started.kill()
        started.wait()
        if (target / "qiao.db").exists():
            break
        refused = qiao("check", "--data", target, check=False)
        assert refused.returncode == 1
    if not (target / "qiao.db").exists():
        qiao(*arguments)
    assert_whole(target)


def test_told_to_stop_under_load(data):
    """Nobody is told of something that is not there afterwards, and the log is sealed."""
    server = Server(data)
    people = [Registering(server) for _ in range(3)]
    while sum(len(one.acknowledged) for one in people) < 15:
        time.sleep(0.05)
    began = time.monotonic()
    server.process.send_signal(signal.SIGTERM)
    assert server.process.wait(timeout=30) == 0
    assert time.monotonic() - began < 15
    acknowledged = [location for one in people for location in one.end()]
    verified = qiao("audit", "verify", "--data", data, env={"LC_ALL": "en_GB.UTF-8"}).stdout
    assert "not sealed yet: 0" in verified
    again = Server(data)
    reader = Client(again, "xuhui")
    for location in acknowledged:
        assert "火灾者" in reader.get(location)
    again.stop()


def test_keys_are_rotated_while_people_are_registered(data):
    """The server follows; afterwards nothing is under the old key, and numbers are found as before."""
    server = Server(data)
    registering = Registering(server)
    qiao("keys", "rotate", "--data", data)
    time.sleep(1)
    count = len(registering.acknowledged)
    while len(registering.acknowledged) < count + 5 and not registering.failed:
        time.sleep(0.05)
    acknowledged = registering.end()
    assert not registering.failed
    reader = Client(server, "xuhui")
    assert "火灾者" in reader.get(acknowledged[0])
    server.stop()
    assert "k1=" not in qiao("keys", "status", "--data", data).stdout
    assert_whole(data)


def test_metrics_are_on_a_port_of_their_own(data):
    """Whoever visits the house does not see them."""
    from house import free_port

    port = free_port()
    server = Server(data, "--metrics-port", str(port))
    Client(server, "xuhui").get("/people")
    text = urllib.request.urlopen(f"http://127.0.0.1:{port}/metrics", timeout=10).read().decode()
    assert 'qiao_requests_total{route="people",' in text or "qiao_requests_total{route=" in text
    assert "qiao_audit_unsealed_entries" in text and "process_resident_memory_bytes" in text
    try:
        urllib.request.urlopen(server.address + "/metrics", timeout=10)
        raise AssertionError("metrics are open to visitors")
    except urllib.error.HTTPError as error:
        assert error.code == 404
    server.stop()
