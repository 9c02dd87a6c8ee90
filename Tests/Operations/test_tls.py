"""The server speaks TLS itself when it is given a certificate, and says what is wrong with one that it cannot use."""

import os
import ssl
import subprocess
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
