"""Houses for the tests of the built program."""

import shutil

import pytest

from house import Server, qiao


@pytest.fixture(scope="session")
def city(tmp_path_factory):
    """A data folder with the demo city, not to be changed: copy it."""
    data = tmp_path_factory.mktemp("city") / "data"
    qiao("demo", "--data", data)
    return data


@pytest.fixture
def data(city, tmp_path):
    """A fresh demo city of one's own."""
    copy = tmp_path / "data"
    shutil.copytree(city, copy)
    return copy


@pytest.fixture
def server(data):
    running = Server(data)
    yield running
    if running.process.poll() is None:
        running.stop()
