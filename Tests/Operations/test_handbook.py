"""docs/operations.md keeps its word: every block marked as a test is run, in order, in one shell."""

import os
import re
import subprocess

from house import PROGRAM, ROOT, free_port


def test_every_command_of_the_handbook(tmp_path):
    text = (ROOT / "docs" / "operations.md").read_text()
    blocks = re.findall(r"^```sh test\n(.*?)^```$", text, re.S | re.M)
    assert len(blocks) >= 7, "the handbook has lost its commands"
    programs = tmp_path / "programs"
    programs.mkdir()
    (programs / "qiao").symlink_to(PROGRAM)
    place = tmp_path / "place"
    place.mkdir()
    script = "set -euo pipefail -m\n" + "\n".join(blocks) + "\necho all of it\n"
    ran = subprocess.run(
        ["bash", "-c", script], cwd=place, capture_output=True, text=True, timeout=300,
        env={
            **os.environ, "PATH": f"{programs}:{os.environ['PATH']}", "LC_ALL": "en_GB.UTF-8",
            "PORT": str(free_port()), "METRICS_PORT": str(free_port()),
        },
    )
    assert ran.returncode == 0, ran.stdout + ran.stderr
    assert ran.stdout.endswith("all of it\n"), ran.stdout + ran.stderr
    assert "区雅婷" in ran.stdout
    assert "The audit log is whole" in ran.stdout


def test_every_option_of_the_unit_and_the_image_is_known():
    """What systemd and the container start is understood by the program."""
    known = subprocess.run([str(PROGRAM), "run", "--help"], capture_output=True, text=True, timeout=60).stdout
    for name in ("deploy/qiao.service", "Dockerfile", "deploy/nginx.conf", "deploy/Caddyfile"):
        lines = [
            line for line in (ROOT / name).read_text().splitlines()
            if "ExecStart=" in line or line.startswith("CMD") or "--public-host" in line
        ]
        assert lines, name
        for option in re.findall(r"--[a-z-]+", " ".join(lines)):
            assert option in known, f"{name}: {option}"
