"""A PostgreSQL of the tests' own: in a temporary folder, behind a socket there."""

import os
import shutil
import subprocess
import tempfile
from pathlib import Path


class Cluster:
    """A running PostgreSQL, and how to end it."""

    def __init__(self):
        named = os.environ.get("POSTGRES_BIN")
        self.programs = Path(named) if named else max(
            Path("/usr/lib/postgresql").glob("*/bin"), key=lambda path: int(path.parent.name))
        self.folder = Path(tempfile.mkdtemp(prefix="qiao-pg-", dir="/tmp"))
        if os.getuid() == 0:
            shutil.chown(self.folder, "postgres")
        self._run(
            "initdb", "-D", self.folder / "data", "-U", "postgres", "-A", "trust", "-E", "UTF8", "--no-sync",
            "--locale=C.UTF-8")
        self._run(
            "pg_ctl", "-D", self.folder / "data", "-w", "-s", "-l", self.folder / "log", "-o",
            f"-c listen_addresses='' -c unix_socket_directories='{self.folder}' -c fsync=off -c synchronous_commit=off",
            "start")

    def _run(self, program, *arguments):
        # PostgreSQL does not run as root.
        user = ["runuser", "-u", "postgres", "--"] if os.getuid() == 0 else []
        subprocess.run(
            [*user, str(self.programs / program), *map(str, arguments)], check=True, cwd=self.folder,
            stdin=subprocess.DEVNULL, stdout=subprocess.DEVNULL)

    def database(self, name):
        """The address of a new, empty database."""
        self.ask("postgres", f"CREATE DATABASE {name}")
        return f"postgresql://postgres@/{name}?host={self.folder}"

    def ask(self, database, question):
        """The answer's rows as text; nothing where the question cannot be asked (yet)."""
        asked = subprocess.run(
            [str(self.programs / "psql"), "-h", str(self.folder), "-U", "postgres", "-d", database, "-qAtc", question],
            capture_output=True, text=True, cwd=self.folder)
        return asked.stdout.strip()

    def stop(self):
        self._run("pg_ctl", "-D", self.folder / "data", "-m", "immediate", "-s", "stop")
        shutil.rmtree(self.folder, ignore_errors=True)
