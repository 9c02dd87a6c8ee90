"""What can be wrong when a house is started: a plain sentence, an exit code, and nothing damaged."""

import json
import os
import random
import shutil
import signal
import socket
import sqlite3
import stat
import subprocess
import time
from pathlib import Path

import pytest

from house import PROGRAM, Server, assert_whole, free_port, qiao
from rosters import write_csv

HEAD = "audit-head"


def refused(code, sentence, *arguments, **options):
    """The program ends with this code and says this, and nothing that only a programmer reads."""
    done = qiao(*arguments, check=False, **options)
    said = done.stdout + done.stderr
    assert done.returncode == code, said
    assert sentence in said, said
    for jargon in ("Error:", "failed(", "Fatal", "NSCocoa", "Swift."):
        assert jargon not in said or code == 2, said
    return said


def contents(folder):
    return {path.name: path.read_bytes() for path in Path(folder).iterdir() if path.is_file()}


def run(data, *more):
    return ["run", "--data", data, "--port", free_port(), *more]


@pytest.mark.parametrize(
    "arguments",
    [["bogus"], ["run", "--bogus"], ["run", "--port", "x"], ["run", "--port", "99999"], ["check", "--data", ""],
     ["run", "--host", ""], ["check", "--database", "mysql://x"], ["import", "roster"], ["audit", "verify", "--head", "x"]],
)
def test_wrong_use(arguments, tmp_path):
    refused(2, "qiao", *arguments, cwd=tmp_path)
    assert not list(tmp_path.iterdir())


def test_wrong_use_as_json(tmp_path):
    done = qiao("import", "roster", "--json", check=False, cwd=tmp_path)
    assert done.returncode == 2 and json.loads(done.stdout)["error"]["message"].startswith("用法不对")


@pytest.mark.parametrize(
    "word", [[], ["run"], ["demo"], ["import"], ["import", "roster"], ["search"], ["search", "people"], ["check"],
             ["audit"], ["audit", "verify"], ["accounts"], ["accounts", "reset-password"]])
def test_every_word_has_help(word):
    chinese = qiao(*word, "--help", env={**os.environ, "LC_ALL": "C"}).stdout
    assert "用法：qiao" in chinese and "OVERVIEW" not in chinese
    assert "USAGE: qiao" in qiao(*word, "--help", env={**os.environ, "LC_ALL": "en_US.UTF-8"}).stdout


def test_a_busy_port(data):
    with socket.socket() as other:
        other.bind(("127.0.0.1", 0))
        other.listen()
        port = other.getsockname()[1]
        refused(1, f"端口 {port} 正被别的程序使用", "run", "--data", data, "--port", port)
    assert_whole(data)


@pytest.mark.parametrize("host", ["192.0.2.77", "no-such-host.invalid"])
def test_an_unknown_host(host, tmp_path, data):
    refused(1, f"这台机器没有 {host} 这个地址", *run(data, "--host", host))


def test_any_free_port(data):
    """Port 0 is whichever is free, and what is printed can be opened."""
    started = subprocess.Popen(
        [str(PROGRAM), "run", "--data", str(data), "--port", "0"], stdout=subprocess.PIPE, text=True)
    line = started.stdout.readline().strip()
    started.send_signal(signal.SIGTERM)
    assert int(line.rsplit(":", 1)[1]) > 0, line
    assert started.wait(timeout=60) == 0


# MARK: - Keys


def test_a_missing_key(data):
    (data / "keys.json").unlink()
    refused(1, "找不到密钥文件", *run(data))
    refused(1, "找不到密钥文件", "check", "--data", data)
    assert not (data / "keys.json").exists()


def test_a_key_of_another_house(data, tmp_path):
    other = Server(tmp_path / "other", "--empty")
    other.stop()
    own = (data / "keys.json").read_bytes()
    shutil.copy(tmp_path / "other" / "keys.json", data / "keys.json")
    refused(1, "不是这个数据库的密钥", *run(data))
    (data / "keys.json").write_bytes(own)
    assert_whole(data)


def test_a_key_that_others_can_read(data):
    (data / "keys.json").chmod(0o644)
    refused(1, f"chmod 600 '{data}/keys.json'", *run(data))


@pytest.mark.parametrize("text", ["", '{"current": "k1"', "{}"])
def test_a_damaged_key(data, text):
    (data / "keys.json").write_text(text)
    refused(1, "已损坏，请换上备份的密钥文件", *run(data))
    assert (data / "keys.json").read_text() == text


# MARK: - The database


def test_a_newer_schema(data):
    with sqlite3.connect(data / "qiao.db") as database:
        database.execute("INSERT INTO migrations VALUES ('future-1', 1)")
    refused(1, "由更新版本的 Qiao 写过（future-1）", *run(data))
    refused(1, "由更新版本的 Qiao 写过（future-1）", "check", "--data", data)


def test_not_a_database(data):
    (data / "qiao.db").write_text("this is the list of what to buy\n" * 40)
    refused(1, "不是 Qiao 的数据库文件", *run(data))
    assert "what to buy" in (data / "qiao.db").read_text()


def test_a_database_of_another_program(tmp_path):
    """Nobody's tables get a city built among them."""
    with sqlite3.connect(tmp_path / "qiao.db") as database:
        database.execute("CREATE TABLE recipes (name TEXT)")
    refused(1, "不是 Qiao 的数据库文件", *run(tmp_path))
    refused(1, "不是 Qiao 的数据库文件", "check", "--data", tmp_path)
    with sqlite3.connect(tmp_path / "qiao.db") as database:
        assert database.execute("SELECT name FROM sqlite_master").fetchall() == [("recipes",)]
    assert not (tmp_path / "keys.json").exists()


def test_a_damaged_database(data):
    os.truncate(data / "qiao.db", 3_000_000)
    refused(1, "已经损坏", "check", "--data", data)


def test_a_database_that_is_gone(data):
    """Where a house has been, a new one is not founded over what is left of it."""
    (data / "qiao.db").unlink()
    head = (data / HEAD).read_text()
    refused(1, "请放回数据库的备份", *run(data))
    refused(1, "请放回数据库的备份", *run(data, "--empty"))
    refused(1, "请放回数据库的备份", "demo", "--data", data)
    assert (data / HEAD).read_text() == head


def test_no_house_yet(tmp_path):
    refused(1, "还没有数据", "check", "--data", tmp_path / "none")
    assert not (tmp_path / "none").exists()


def test_a_second_demo_city(data):
    head = (data / HEAD).read_text()
    refused(1, "已经有数据，没有改动", "demo", "--data", data)
    assert (data / HEAD).read_text() == head
    assert_whole(data)


def test_a_file_where_the_folder_should_be(tmp_path):
    (tmp_path / "data").write_text("a file")
    refused(1, "同名的文件占了位置", *run(tmp_path / "data"))
    refused(1, "同名的文件占了位置", *run(tmp_path / "data" / "inner"))


def test_postgres_that_is_away(tmp_path):
    said = refused(
        1, "数据库连不上", *run(tmp_path / "data", "--database", f"postgres://me:secret@127.0.0.1:{free_port()}/qiao"))
    assert "secret" not in said and len(said.strip().splitlines()) == 1


def test_english_at_the_terminal(tmp_path):
    english = {"PATH": os.environ["PATH"], "LC_ALL": "", "LANG": "en_US.UTF-8"}
    refused(1, "There is nothing in", "check", "--data", tmp_path, env=english)
    refused(1, "还没有数据", "check", "--data", tmp_path, env={**english, "LANG": "C"})


# MARK: - Rights


@pytest.fixture
def as_nobody():
    if os.geteuid() != 0:
        pytest.fail("these tests take away rights, which only root can do")
    return {"user": 65534, "group": 65534, "extra_groups": []}


@pytest.fixture
def open_folder(tmp_path, as_nobody):
    """A folder that everybody can reach; pytest's own are closed."""
    folder = Path("/var/tmp") / f"qiao-test-{os.getpid()}-{random.randrange(10**9)}"
    folder.mkdir(mode=0o755)
    yield folder
    shutil.rmtree(folder)


def test_a_house_of_somebody_else(city, open_folder, as_nobody):
    program = open_folder / "qiao"
    shutil.copy(PROGRAM, program)
    data = open_folder / "data"
    shutil.copytree(city, data)
    for mode in (0o700, 0o755):
        data.chmod(mode)
        before = contents(data)
        for words in (["run", "--port", str(free_port())], ["check"], ["demo"]):
            done = subprocess.run(
                [program, *words, "--data", data], capture_output=True, text=True, timeout=60, **as_nobody)
            assert done.returncode == 1 and f"没有读写 {data}" in done.stderr, done.stderr
        assert contents(data) == before
    done = subprocess.run(
        [program, "demo", "--data", open_folder / "new"], capture_output=True, text=True, timeout=60, **as_nobody)
    assert done.returncode == 1 and "没有读写" in done.stderr, done.stderr


def test_what_is_founded_is_its_owner_s(tmp_path):
    data = tmp_path / "data"
    data.mkdir(mode=0o755)
    Server(data, "--empty").stop()
    for path in data.iterdir():
        assert stat.S_IMODE(path.stat().st_mode) & 0o077 == 0, path


# MARK: - Founding


def half_founded(data):
    started = subprocess.Popen(
        [str(PROGRAM), "demo", "--data", str(data)], stdout=subprocess.DEVNULL, stderr=subprocess.PIPE, text=True)
    for line in started.stderr:
        if "10 %" in line:
            break
    started.kill()
    started.wait()


def test_half_a_city_is_nobody_s(tmp_path):
    """What was cut off is not worked in: the next start takes it away, and work with it."""
    data = tmp_path / "data"
    half_founded(data)
    refused(1, "建立示范城市时中断了", "check", "--data", data)
    refused(1, "建立示范城市时中断了", "accounts", "reset-password", "city", "--data", data)
    server = Server(data, "--empty")
    server.stop()
    with sqlite3.connect(data / "qiao.db") as database:
        assert database.execute("SELECT count(*) FROM units").fetchone() == (0,)
    assert_whole(data)


def test_two_starts_at_once(tmp_path):
    """The second waits for the city of the first instead of taking it for one that was cut short."""
    data = tmp_path / "data"
    first = subprocess.Popen(
        [str(PROGRAM), "demo", "--data", str(data)], stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True)
    for line in first.stderr:
        if "10 %" in line:
            break
    second = Server(data)
    first.communicate(timeout=120)
    assert first.returncode == 0
    second.log.seek(0)
    assert "建立示范城市" not in second.log.read()
    second.stop()
    assert_whole(data)


def test_empty_in_a_demo_city(data):
    server = Server(data, "--empty")
    server.stop()
    assert "--empty 没有作用" in Path(server.log.name).read_text()


# MARK: - The head of the audit chain


def with_an_older_copy(data, tmp_path):
    old = (data / "qiao.db").read_bytes()
    roster = tmp_path / "roster.csv"
    write_csv(roster, random.Random(11), 3)
    qiao("import", "roster", roster, "--data", data)
    for suffix in ("-wal", "-shm"):
        (data / f"qiao.db{suffix}").unlink(missing_ok=True)
    (data / "qiao.db").write_bytes(old)


def test_an_older_copy_stays_visible(data, tmp_path):
    """Neither serving nor a command writes over the head that shows it."""
    with_an_older_copy(data, tmp_path)
    head = (data / HEAD).read_text()
    qiao("check", "--data", data)
    refused(1, "恢复了较旧的备份", "audit", "verify", "--data", data)
    server = Server(data)
    time.sleep(1.5)
    server.stop()
    assert "接不上" in Path(server.log.name).read_text()
    assert (data / HEAD).read_text() == head
    refused(1, "恢复了较旧的备份", "audit", "verify", "--data", data)


def test_a_damaged_head(data):
    (data / HEAD).write_text("")
    qiao("check", "--data", data)
    refused(1, "链头读不出来", "audit", "verify", "--data", data)


@pytest.mark.parametrize(
    "statement, sentence",
    [("UPDATE audit_entries SET command = 'x' WHERE id = (SELECT max(id) FROM audit_entries)", "第一条被改动的记录"),
     ("DELETE FROM audit_entries WHERE id = (SELECT min(id) FROM audit_entries)", "有缺失或多出"),
     ("UPDATE audit_seals SET entries = entries + 1 WHERE number = 1", "第 1 次封存被改动"),
     ("DELETE FROM audit_seals WHERE number = (SELECT max(number) FROM audit_seals)", "末尾被截去")])
def test_a_log_that_was_tampered_with(data, statement, sentence):
    with sqlite3.connect(data / "qiao.db") as database:
        database.execute(statement)
    refused(1, sentence, "audit", "verify", "--data", data)
