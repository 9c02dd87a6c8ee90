"""Somebody leaves: everything that she answers for finds somebody who takes it, and only then does her post end."""

import random
import re
from datetime import datetime, timedelta
from urllib.parse import quote
from zoneinfo import ZoneInfo

import pytest

from house import Client
from rosters import identity_number

LEAVER = "魏来去"
TAKER = "区雅婷"


@pytest.fixture
def leaver(server):
    """Somebody who answers for three buildings of the street."""
    client = Client(server, "caohejing")
    held = [name for name in names_of_units(client, "漕河泾") if "聚鑫" not in name and "街道" not in name][:3]
    client.employ(LEAVER, identity_number(random.Random(LEAVER)), held)
    return held


def names_of_units(client, text):
    return [one["name"] for one in client.json("/units?q=" + quote(text))["units"]]


def yesterday():
    return (datetime.now(ZoneInfo("Asia/Shanghai")) - timedelta(days=1)).date()


def begin(officer):
    """From her page to the list of what she holds."""
    page = officer.page
    officer.open(f"/people?q={LEAVER}")
    page.get_by_role("link", name=LEAVER).click()
    page.get_by_role("link", name="离任").click()
    page.get_by_text("都有人接手了才能离任").wait_for()
    officer.assert_accessible()
    page.get_by_role("link", name="办理交接").click()
    officer.assert_accessible()
    page.get_by_label("离任", exact=True).check()
    page.get_by_role("button", name="开始交接").click()
    page.locator("#error-summary").wait_for()
    officer.assert_accessible()
    page.get_by_label("在岗的最后一天").fill(yesterday().isoformat())
    page.get_by_label("原因").fill("合同期满")
    page.get_by_role("button", name="开始交接").click()
    page.get_by_role("heading", name=f"{LEAVER}：离任交接").wait_for()
    officer.assert_accessible()


def items(page):
    return [one.inner_text() for one in page.locator("#items tbody th").all()]


def row(page, item):
    return page.locator("#items tbody tr", has_text=item)


def give(officer, item, name):
    """Asks somebody to take one thing over, found by her name."""
    page = officer.page
    row(page, item).get_by_role("link", name=re.compile("安排|改交别人")).click()
    officer.assert_accessible()
    page.get_by_label("不在上面？写姓名或拼音查找").fill(name)
    page.get_by_role("button", name="请其接手").click()
    page.get_by_text("已请其接手，等待答复").wait_for()
    row(page, item).get_by_text("等待答复").wait_for()


def answer(taker, item, accepts, reason=""):
    page = taker.page
    taker.open("/handovers/mine")
    page.locator("tbody tr", has_text=item).get_by_role("link", name="答复").first.click()
    taker.assert_accessible()
    page.get_by_label("接受", exact=True).check() if accepts else page.get_by_label("不接受", exact=True).check()
    if not accepts:
        page.get_by_role("button", name="答复").click()
        page.locator("#error-summary").wait_for()
        taker.assert_accessible()
        page.get_by_label("不接受的理由").fill(reason)
    page.get_by_role("button", name="答复").click()
    page.get_by_text("已接受" if accepts else "已答复不接受").first.wait_for()
    taker.assert_accessible()


@pytest.mark.parametrize("size", ["desktop", "phone"])
def test_a_leave_hands_everything_over(visit, leaver, size):
    officer, taker = visit(size=size).sign_in("caohejing"), visit(size="phone").sign_in("worker")
    page = officer.page
    begin(officer)
    held = items(page)
    assert len(held) == 3, "everything that she answers for is listed"
    address = page.url

    for item in held:
        give(officer, item, TAKER)
    officer.assert_accessible()

    # What waits for her is on her own first page; one is refused, with a reason that her officer reads.
    taker.open("/")
    taker.assert_accessible()
    taker.page.locator("main").get_by_role("link", name="同事交给您的事").first.click()
    assert taker.page.locator("tbody tr", has_text=LEAVER).count() == 3
    answer(taker, held[0], accepts=False, reason="手上已有四个园区")
    for item in held[1:]:
        answer(taker, item, accepts=True)
    page.goto(address)
    row(page, held[0]).get_by_text("手上已有四个园区").wait_for()
    assert page.get_by_role("button", name="办结交接").count() == 0, "it cannot be finished while one thing has no owner"
    page.get_by_text("还有 1 项没有人接手").wait_for()
    officer.assert_accessible()

    give(officer, held[0], TAKER)
    answer(taker, held[0], accepts=True)
    page.goto(address)
    # The house finishes it by itself within moments; whoever is quicker presses the button.
    if page.get_by_role("button", name="办结交接").count():
        page.get_by_role("button", name="办结交接").click()
    page.get_by_text("交接已办结").first.wait_for()
    officer.assert_accessible()

    officer.open(f"/people?q={TAKER}")
    page.get_by_role("link", name=TAKER).click()
    for item in held:
        assert page.get_by_text(item.split(" · ")[-1]).count(), f"{TAKER} answers for {item}"
    page.goto(address)
    page.locator("main").get_by_role("link", name=LEAVER).first.click()
    assert page.get_by_role("link", name="离任").count() == 0, "her post has ended"
    officer.assert_accessible()


def test_a_hand_over_is_called_off(visit, leaver):
    officer = visit().sign_in("caohejing")
    page = officer.page
    begin(officer)
    page.get_by_role("link", name="取消交接").click()
    officer.assert_accessible()
    page.get_by_label("原因").fill("续签了合同")
    page.get_by_role("button", name="确认取消").click()
    page.get_by_text("这次交接已取消：续签了合同").wait_for()
    officer.assert_accessible()
    officer.open("/handovers")
    officer.assert_accessible()
