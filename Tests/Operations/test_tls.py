"""The server speaks TLS itself when it is given a certificate, and says what is wrong with one that it cannot use."""

import http.client
import os
import shutil
import signal
import ssl
import subprocess
import threading
import time
import urllib.request

import pytest
from house import PROGRAM, free_port


@pytest.fixture(scope="module")
def certificates(tmp_path_factory):
    folder = tmp_path_factory.mktemp("certificates")
    for name in ["qiao", "other"]:
        subprocess.run(
            ["openssl", "req", "-x509", "-newkey", "rsa:2048", "-nodes", "-days", "2", "-subj", "/CN=localhost",
             "-addext", "subjectAltName=DNS:localhost,IP:127.0.0.1",
             "-keyout", folder / f"{name}.key", "-out", folder / f"{name}.pem"],
            check=True, capture_output=True)
        os.chmod(folder / f"{name}.key", 0o600)
    return folder


def run(data, port, certificate, key):
    return subprocess.Popen(
        [str(PROGRAM), "run", "--empty", "--data", str(data), "--port", str(port),
         "--tls-certificate", str(certificate), "--tls-key", str(key)],
        stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True)


def test_pages_come_over_tls_and_cookies_stay_on_it(tmp_path, certificates):
    port = free_port()
    server = run(tmp_path / "data", port, certificates / "qiao.pem", certificates / "qiao.key")
    try:
        told = server.stdout.readline()
        assert f"https://127.0.0.1:{port}" in told
        trust = ssl.create_default_context(cafile=certificates / "qiao.pem")
        with urllib.request.urlopen(f"https://127.0.0.1:{port}/sign-in", context=trust, timeout=10) as answer:
            assert answer.status == 200
            cookies = answer.headers.get_all("Set-Cookie") or []
            assert all("Secure" in cookie for cookie in cookies)
            assert answer.headers["Strict-Transport-Security"]
        old = ssl.create_default_context(cafile=certificates / "qiao.pem")
        old.maximum_version = ssl.TLSVersion.TLSv1_1
        with pytest.raises(OSError):
            urllib.request.urlopen(f"https://127.0.0.1:{port}/sign-in", context=old, timeout=10)
    finally:
        server.terminate()
        assert server.wait(timeout=30) == 0


def refused(tmp_path, certificate, key):
    server = run(tmp_path / "data", free_port(), certificate, key)
    told, _ = server.communicate(timeout=60)
    assert server.returncode == 1
    return told


def test_a_certificate_that_cannot_be_used_is_named(tmp_path, certificates):
    chain, key = certificates / "qiao.pem", certificates / "qiao.key"
    assert "nobody.pem" in refused(tmp_path, certificates / "nobody.pem", key)
    assert "不是一对" in refused(tmp_path, chain, certificates / "other.key")
    (tmp_path / "text.pem").write_text("no certificate\n")
    assert "text.pem" in refused(tmp_path, tmp_path / "text.pem", key)
    (tmp_path / "open.key").write_bytes(key.read_bytes())
    os.chmod(tmp_path / "open.key", 0o644)
    assert "chmod" in refused(tmp_path, chain, tmp_path / "open.key")
    alone = subprocess.run(
        [str(PROGRAM), "run", "--data", str(tmp_path / "data"), "--tls-key", str(key)], capture_output=True, text=True)
    assert alone.returncode == 2


class Renewing:
    """A server whose certificate lies in files that are written anew, and what it says of them."""

    def __init__(self, folder, certificates):
        self.certificates = certificates
        self.chain, self.key = folder / "live.pem", folder / "live.key"
        self.put("qiao", "qiao")
        self.port = free_port()
        self.process = run(folder / "data", self.port, self.chain, self.key)
        self.said = []
        told = threading.Event()

        def listen():
            for line in self.process.stdout:
                self.said.append(line)
                told.set()

        threading.Thread(target=listen, daemon=True).start()
        assert told.wait(timeout=60)

    def put(self, chain, key):
        """As those who renew certificates do: beside it, then in its place."""
        for kind, name, place in (("pem", chain, self.chain), ("key", key, self.key)):
            beside = place.with_suffix(".new")
            shutil.copy(self.certificates / f"{name}.{kind}", beside)
            os.replace(beside, place)

    def wait(self, words, count=1):
        deadline = time.monotonic() + 60
        while sum(words in line for line in self.said) < count:
            assert self.process.poll() is None and time.monotonic() < deadline, self.said
            time.sleep(0.05)

    def connect(self):
        """A connection that stays open, and the certificate that it began with."""
        trust = ssl.SSLContext(ssl.PROTOCOL_TLS_CLIENT)
        trust.check_hostname, trust.verify_mode = False, ssl.CERT_NONE
        connection = http.client.HTTPSConnection("127.0.0.1", self.port, context=trust, timeout=10)
        connection.connect()
        shown = ssl.DER_cert_to_PEM_cert(connection.sock.getpeercert(binary_form=True))
        return connection, next(
            name for name in ("qiao", "other") if (self.certificates / f"{name}.pem").read_text().strip() in shown)

    def end(self):
        self.process.terminate()
        assert self.process.wait(timeout=30) == 0


def answers(connection):
    connection.request("GET", "/health")
    answer = connection.getresponse()
    return answer.read() == b"ok\n"


@pytest.fixture
def renewing(tmp_path, certificates):
    running = Renewing(tmp_path, certificates)
    yield running
    running.end()


def test_a_renewed_certificate_is_taken_while_visitors_stay(renewing):
    before, shown = renewing.connect()
    assert shown == "qiao" and answers(before)
    renewing.put("other", "other")
    renewing.wait("certificate renewed")
    after, shown = renewing.connect()
    assert shown == "other" and answers(after)
    assert answers(before), "whoever was there is still served"
    # Told to look, it looks, whether anything is new or not.
    renewing.process.send_signal(signal.SIGHUP)
    renewing.wait("certificate renewed", count=2)
    assert answers(before) and answers(after)


@pytest.mark.parametrize("wrong", ["text", "pair", "rights", "gone"])
def test_a_bad_certificate_leaves_the_old_one_in_use(renewing, wrong):
    before, _ = renewing.connect()
    if wrong == "text":
        renewing.chain.write_text("no certificate\n")
    elif wrong == "pair":
        renewing.put("other", "qiao")
    elif wrong == "rights":
        os.chmod(renewing.key, 0o644)
        renewing.process.send_signal(signal.SIGHUP)
    else:
        renewing.key.unlink()
    renewing.wait("certificate not renewed, the one in use stays")
    after, shown = renewing.connect()
    assert shown == "qiao" and answers(after) and answers(before)
    renewing.put("other", "other")
    os.chmod(renewing.key, 0o600)
    renewing.process.send_signal(signal.SIGHUP)
    renewing.wait("certificate renewed")
    assert renewing.connect()[1] == "other"


def test_a_hang_up_does_not_end_a_house_without_a_certificate(tmp_path):
    """A deploy hook that was meant for a proxy."""
    port = free_port()
    server = subprocess.Popen(
        [str(PROGRAM), "run", "--empty", "--data", str(tmp_path / "data"), "--port", str(port)],
        stdin=subprocess.DEVNULL, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True)
    try:
        assert str(port) in server.stdout.readline()
        server.send_signal(signal.SIGHUP)
        with urllib.request.urlopen(f"http://127.0.0.1:{port}/health", timeout=10) as answer:
            assert answer.status == 200
    finally:
        server.terminate()
        assert server.wait(timeout=30) == 0
