"""An empty house: three people found it, and its first officer is told where to begin."""

import pytest

from house import Server

PEOPLE = {"system": ("孙维", "sunwei"), "security": ("安宁", "anning"), "auditor": ("沈清", "shenqing")}


@pytest.fixture
def server(tmp_path):
    running = Server(tmp_path / "data", "--empty")
    yield running
    running.stop()


def found(visitor):
    page = visitor.open("/").page
    page.get_by_label("总工会的名称").fill("江海市总工会")
    for office, (name, login) in PEOPLE.items():
        page.locator(f"input[name={office}FullName]").fill(name)
        page.locator(f"input[name={office}Login]").fill(login)
        for field in ("Password", "PasswordAgain"):
            page.locator(f"input[name={office}{field}]").fill(f"{login}-first-password")
    visitor.assert_accessible()
    page.get_by_role("button", name="建立三个管理员账号").click()
    page.wait_for_url("**/sign-in")


def enter(visitor, login):
    """Signs in with the password that somebody else knew, and sets her own."""
    page = visitor.open("/sign-in").page
    page.get_by_label("登录名").fill(login)
    page.get_by_label("密码", exact=True).fill(f"{login}-first-password")
    page.locator("main").get_by_role("button", name="登录").click()
    page.wait_for_url("**/password")
    page.locator("input[autocomplete=current-password]").fill(f"{login}-first-password")
    for field in page.locator("input[autocomplete=new-password]").all():
        field.fill(f"{login}-second-password")
    page.locator("main form button[type=submit]").first.click()
    page.wait_for_url(lambda address: not address.endswith("/password"))


@pytest.mark.parametrize("size", ["desktop", "phone"])
def test_three_people_found_an_empty_house(visit, size):
    visitor = visit(size=size)
    found(visitor)
    assert visitor.open("/start").page.url.endswith("/sign-in"), "it is founded once"
    enter(visitor, "sunwei")
    visitor.open("/")
    visitor.assert_accessible()
    visitor.page.get_by_role("link", name="管理账号").click()
    visitor.assert_accessible()
    auditor = visit(size=size)
    enter(auditor, "shenqing")
    auditor.open("/").page.get_by_role("link", name="查看审计记录").click()
    auditor.page.locator("tbody").get_by_text("首次设置").first.wait_for()
    auditor.assert_accessible()
