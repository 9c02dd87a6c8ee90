"""The examples for a proxy work as they stand: only names, ports and certificates are this test's own."""

import http.client
import json
import random
import re
import sqlite3
import ssl
import subprocess
import time
import urllib.error
import urllib.request
from http.cookiejar import CookieJar

import pytest
from house import PASSWORD, ROOT, Server, free_port
from rosters import HEADER, row

SEARCHED = "chuyunfei"
VISITOR = "127.0.0.5"


@pytest.fixture(scope="module")
def certificate(tmp_path_factory):
    folder = tmp_path_factory.mktemp("proxy-certificate")
    subprocess.run(
        ["openssl", "req", "-x509", "-newkey", "rsa:2048", "-nodes", "-days", "2", "-subj", "/CN=localhost",
         "-addext", "subjectAltName=DNS:localhost", "-keyout", folder / "privkey.pem", "-out", folder / "fullchain.pem"],
        check=True, capture_output=True)
    return folder


def example(name, changes):
    """The example with each of these replaced; one that is not there has left this test behind."""
    text = (ROOT / "deploy" / name).read_text()
    for old, new in changes.items():
        assert old in text, f"{name}: {old}"
        text = text.replace(old, new)
    return text


def nginx(folder, certificate, plain, secure, behind):
    site = example("nginx.conf", {
        "listen 80;": f"listen 127.0.0.1:{plain};", "listen 443 ssl": f"listen 127.0.0.1:{secure} ssl",
        "qiao.example.cn": "localhost", "/etc/ssl/qiao": str(certificate), "127.0.0.1:8080": f"127.0.0.1:{behind}",
        "/var/log/nginx": str(folder),
    })
    kept = "".join(
        f"{kind}_temp_path {folder}/{kind};\n" for kind in ("client_body", "proxy", "fastcgi", "uwsgi", "scgi"))
    (folder / "nginx.conf").write_text(
        f"daemon off;\npid {folder}/pid;\nerror_log {folder}/main.log;\nevents {{}}\n"
        f"http {{\naccess_log {folder}/access.log;\n{kept}{site}\n}}\n")
    return ["nginx", "-p", str(folder), "-c", str(folder / "nginx.conf"), "-e", str(folder / "start.log")]


def caddy(folder, certificate, plain, secure, behind):
    text = example("Caddyfile", {
        "qiao.example.cn {": f"localhost {{\n\ttls {certificate}/fullchain.pem {certificate}/privkey.pem",
        "127.0.0.1:8080": f"127.0.0.1:{behind}",
        "{\n\tlog": f"{{\n\tadmin off\n\thttp_port {plain}\n\thttps_port {secure}\n\tlog",
    })
    (folder / "Caddyfile").write_text(text)
    return ["caddy", "run", "--adapter", "caddyfile", "--config", str(folder / "Caddyfile")]


class Visitor:
    """Somebody who comes from an address of her own and claims another."""

    def __init__(self, port, certificate):
        self.address = f"https://localhost:{port}"
        self.cookies = CookieJar()
        trust = ssl.create_default_context(cafile=certificate / "fullchain.pem")

        class FromElsewhere(urllib.request.HTTPSHandler):
            def https_open(self, request):
                return self.do_open(
                    lambda host, **more: http.client.HTTPSConnection(
                        host, **more, context=trust, source_address=(VISITOR, 0)), request)

        self.opener = urllib.request.build_opener(
            FromElsewhere(), urllib.request.HTTPCookieProcessor(self.cookies))

    def open(self, path, data=None, **headers):
        headers = {name.replace("_", "-"): value for name, value in headers.items()}
        request = urllib.request.Request(
            self.address + path, data=data, headers={"X-Forwarded-For": "203.0.113.66", **headers})
        if data is not None:
            request.add_header("Sec-Fetch-Site", "same-origin")
        return self.opener.open(request, timeout=120)

    def json(self, path, fields=None):
        data = None if fields is None else json.dumps(fields).encode()
        with self.open(path, data, Accept="application/json", Content_Type="application/json") as answer:
            return json.load(answer)

    def upload(self, file):
        """Sends it as a browser does; answers the status and the page."""
        boundary = "boundary7d1f"
        head = (
            f'--{boundary}\r\nContent-Disposition: form-data; name="file"; filename="roster.csv"\r\n'
            "Content-Type: text/csv\r\n\r\n").encode()
        body = head + file + f"\r\n--{boundary}--\r\n".encode()
        try:
            with self.open("/rosters", body, Content_Type=f"multipart/form-data; boundary={boundary}") as answer:
                return answer.status, answer.read().decode()
        except urllib.error.HTTPError as error:
            return error.code, error.read().decode(errors="replace")


def roster(size):
    """A roster of so many bytes, most of them remarks."""
    chance = random.Random(11)
    lines, total = [",".join([*HEADER, "备注"])], 0
    while total < size:
        lines.append(",".join([*row(chance), "x" * 3000]))
        total += len(lines[-1].encode()) + 1
    return "\n".join(lines).encode()


@pytest.fixture(params=[nginx, caddy], ids=["nginx", "caddy"])
def proxied(request, data, tmp_path, certificate):
    with sqlite3.connect(data / "qiao.db") as database:
        # Demo accounts are closed where strangers can come.
        database.execute("UPDATE accounts SET is_demo = 0")
    database.close()
    server = Server(data, "--public-host", "localhost", "--trust-forwarded", "--log-requests")
    folder = tmp_path / "proxy"
    folder.mkdir()
    folder.chmod(0o777)
    plain, secure = free_port(), free_port()
    command = request.param(folder, certificate, plain, secure, server.port)
    with open(folder / "said.log", "w") as said:
        proxy = subprocess.Popen(
            command, stdout=said, stderr=subprocess.STDOUT, env={"HOME": str(folder), "PATH": "/usr/sbin:/usr/bin"})
    visitor = Visitor(secure, certificate)
    try:
        deadline = time.monotonic() + 30
        while True:
            try:
                assert visitor.open("/ready").read() == b"ok\n"
                break
            except (urllib.error.URLError, ConnectionError):
                assert proxy.poll() is None and time.monotonic() < deadline, (folder / "said.log").read_text()
                time.sleep(0.1)
        yield server, visitor, plain, folder
    finally:
        proxy.terminate()
        proxy.wait(timeout=30)
        server.stop()


def test_the_example_for_a_proxy(proxied, data):
    server, visitor, plain, folder = proxied

    # Plain HTTP leads to TLS, and keeps the way.
    connection = http.client.HTTPConnection("127.0.0.1", plain)
    connection.request("GET", "/people?q=a", headers={"Host": "localhost"})
    answer = connection.getresponse()
    assert answer.status in (301, 308)
    assert re.fullmatch(r"https://localhost(:\d+)?/people\?q=a", answer.headers["Location"])

    # Signing in: cookies keep to TLS, once each header.
    visitor.open("/sign-in").read()
    with visitor.open("/sign-in", f"login=city&password={PASSWORD}".encode()) as answer:
        assert not answer.geturl().endswith("/sign-in")
        assert len(answer.headers.get_all("Strict-Transport-Security")) == 1
        assert len(answer.headers.get_all("Content-Security-Policy")) == 1
    assert any(cookie.name == "__Host-qiao_session" for cookie in visitor.cookies)
    assert all(cookie.secure for cookie in visitor.cookies)
    with sqlite3.connect(f"file:{data}/qiao.db?mode=ro", uri=True) as database:
        addresses = {one for one, in database.execute("SELECT address FROM sessions WHERE ended_at IS NULL")}
    database.close()
    assert addresses == {VISITOR}, "the visitor's own address, neither the proxy's nor what she claims"

    # A file out, a file in, and one that is too large: Qiao's own page says so.
    made = visitor.json("/exports", {"list": "people", "at": "/people", "kind": "csv", "purpose": "核对名单"})
    deadline = time.monotonic() + 60
    while visitor.json(made["location"])["export"]["state"] != "ready":
        assert time.monotonic() < deadline
        time.sleep(0.2)
    with visitor.open(made["location"] + "/file") as answer:
        assert len(answer.read()) == int(answer.headers["Content-Length"]) > 50_000
    status, page = visitor.upload(roster(10 << 20))
    assert status == 200 and "确认导入" in page
    status, page = visitor.upload(b"x" * (30 << 20))
    assert status == 413 and "25 MB" in page

    # What is not for visitors, and what is written down when Qiao is away.
    with pytest.raises(urllib.error.HTTPError) as nothing:
        visitor.open("/metrics")
    assert nothing.value.code == 404
    visitor.open(f"/people?q={SEARCHED}").read()
    server.stop()
    with pytest.raises(urllib.error.HTTPError) as away:
        visitor.open(f"/people?q={SEARCHED}")
    assert away.value.code == 502
    written = "".join(path.read_text(errors="replace") for path in folder.glob("*.log"))
    assert SEARCHED not in written and "__Host-" not in written, written
