"""What the tests of the built program share: the program, a demo city, running servers."""

import json
import os
import signal
import socket
import subprocess
import time
import urllib.error
import urllib.parse
import urllib.request
from http.cookiejar import CookieJar
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
# Another build of the program can be named, such as the debug one.
PROGRAM = Path(os.environ.get("QIAO_PROGRAM") or ROOT / ".build" / "release" / "qiao")
PASSWORD = "qiao-demo-2026"


def qiao(*arguments, check=True, **options):
    """Runs the program to its end."""
    done = subprocess.run(
        [str(PROGRAM), *map(str, arguments)], capture_output=True, text=True, timeout=300, **options
    )
    if check and done.returncode != 0:
        raise AssertionError(f"qiao {arguments}: {done.returncode}\n{done.stdout}\n{done.stderr}")
    return done


def free_port():
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return probe.getsockname()[1]


class Server:
    """A running house, and how to end it."""

    def __init__(self, data, *arguments):
        self.data = data
        self.port = free_port()
        self.address = f"http://127.0.0.1:{self.port}"
        self.log = open(Path(data).parent / f"server-{self.port}.log", "w+")
        self.process = subprocess.Popen(
            [str(PROGRAM), "run", "--data", str(data), "--port", str(self.port), *arguments],
            stdout=self.log, stderr=subprocess.STDOUT,
        )
        deadline = time.monotonic() + 120
        while time.monotonic() < deadline:
            if self.process.poll() is not None:
                self.log.seek(0)
                raise AssertionError("the server ended: " + self.log.read())
            try:
                urllib.request.urlopen(self.address + "/sign-in", timeout=2).read()
                return
            except (urllib.error.URLError, ConnectionError, TimeoutError):
                time.sleep(0.05)
        raise AssertionError("the server did not answer")

    def kill(self):
        """As if the power went."""
        self.process.send_signal(signal.SIGKILL)
        self.process.wait()

    def stop(self):
        if self.process.poll() is None:
            self.process.send_signal(signal.SIGTERM)
            self.process.wait(timeout=60)
        self.log.close()
        return self.process.returncode


class Client:
    """Somebody who is signed in, without a browser."""

    def __init__(self, server, login):
        self.address = server.address
        self.opener = urllib.request.build_opener(urllib.request.HTTPCookieProcessor(CookieJar()))
        self.post("/sign-in", {"login": login, "password": PASSWORD})

    def request(self, path, data=None, headers=None):
        request = urllib.request.Request(self.address + path, data=data, headers=dict(headers or {}))
        if data is not None:
            request.add_header("Sec-Fetch-Site", "same-origin")
        with self.opener.open(request, timeout=60) as answer:
            return answer.read()

    def get(self, path):
        return self.request(path).decode()

    def json(self, path):
        return json.loads(self.request(path, headers={"Accept": "application/json"}))

    def send(self, path, **fields):
        """A command in JSON; the address of what it made or changed."""
        answer = self.request(
            path, json.dumps(fields).encode(), {"Content-Type": "application/json", "Accept": "application/json"})
        return json.loads(answer)["location"]

    def person(self, name):
        return self.json("/people?q=" + urllib.parse.quote(name))["people"][0]["id"]

    def unit(self, name):
        found = self.json("/units?q=" + urllib.parse.quote(name))["units"]
        return next(one["id"] for one in found if one["name"] == name)

    def employ(self, name, number, units, since="2025-03-03"):
        """Registers somebody and posts her to the first of the units; she answers for all of them."""
        first, *others = [self.unit(unit) for unit in units]
        person = self.send("/people", name=name, documentNumber=number, unit=first, notDouble="yes")
        self.send(f"{person}/hire", category="unionSocialWorker", unit=first, startedOn=since)
        for unit in others:
            self.send(f"{person}/responsibilities", unit=unit, startedOn=since)
        return person

    def post(self, path, fields, headers=None):
        return self.request(path, urllib.parse.urlencode(fields).encode(), headers).decode()


def assert_whole(data):
    """What must be true of a house after anything."""
    checked = qiao("check", "--data", data, check=False)
    assert checked.returncode == 0, checked.stdout + checked.stderr
    verified = qiao("audit", "verify", "--data", data, check=False)
    assert verified.returncode == 0, verified.stdout + verified.stderr
