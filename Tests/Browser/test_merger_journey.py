"""The same woman stands in the house twice: two records become one, and come apart again when it was a mistake."""

import random

import pytest

from rosters import identity_number

NAME = "束若溪"


def register(officer, phone, chance):
    page = officer.page
    officer.open("/people/new")
    page.get_by_label("姓名").fill(NAME)
    page.get_by_role("button", name="查找").click()
    page.get_by_role("link", name=f"登记{NAME}").or_(page.get_by_role("link", name="都不是，登记新的人")).click()
    page.get_by_label("证件号码").fill(identity_number(chance))
    page.get_by_label("联系电话").fill(phone)
    page.get_by_label("单位", exact=True).select_option(label="徐汇区 · 漕河泾街道总工会")
    officer.assert_accessible()
    with page.expect_event("load"):
        page.get_by_role("button", name="登记", exact=True).click()
    # Who looks like somebody that is there already is asked about once more.
    more = page.get_by_label("不是")
    if "/people/" not in page.url:
        officer.assert_accessible()
        more.first.check()
        page.get_by_role("button", name="登记", exact=True).click()
    page.get_by_role("heading", name=NAME).wait_for()
    return page.url


@pytest.mark.parametrize("size", ["desktop", "phone"])
def test_two_records_become_one_and_come_apart(visit, size):
    officer = visit(size=size).sign_in("caohejing")
    page, chance = officer.page, random.Random(20190301)
    first, second = register(officer, "13800138001", chance), register(officer, "13800138001", chance)
    assert first != second

    officer.open("/people/doubles")
    officer.assert_accessible()
    page.locator("tbody tr", has_text=NAME).get_by_role("link", name="并排比较").click()
    page.get_by_role("heading", name=f"是不是同一个人：{NAME}").wait_for()
    assert page.locator("tbody tr", has_text="联系电话").get_by_text("相同").count() == 1
    assert page.locator("tbody tr", has_text="证件").get_by_text("不同").count() == 1
    officer.assert_accessible()

    kept = page.url.split("/people/")[1].split("/")[0]
    page.get_by_role("group", name="证件").get_by_role("radio").nth(1).check()
    page.get_by_role("button", name="先看合并后的样子").click()
    page.locator("#error-summary").wait_for()
    officer.assert_accessible()
    assert page.get_by_role("group", name="证件").get_by_role("radio").nth(1).is_checked(), "the form comes back as it was"
    page.get_by_label("怎样确认是同一个人").fill("核对过身份证原件")
    page.get_by_role("button", name="先看合并后的样子").click()
    page.get_by_role("heading", name="合并后的样子").wait_for()
    officer.assert_accessible()
    page.get_by_role("button", name="确认合并").click()
    page.get_by_text("天内可以撤销").first.wait_for()
    assert page.url.endswith(kept)
    officer.assert_accessible()

    merged = second if first.endswith(kept) else first
    page.goto(merged)
    assert page.url.endswith(kept), "an old link leads to the record that stayed"
    officer.open(f"/people?q={NAME}")
    assert page.locator("tbody tr", has_text=NAME).count() == 1

    page.get_by_role("link", name=NAME).click()
    page.get_by_role("link", name="撤销合并").click()
    officer.assert_accessible()
    page.get_by_role("button", name="撤销合并").click()
    page.locator("#error-summary").wait_for()
    page.get_by_label("撤销的理由").fill("是姐妹两人，合错了")
    page.get_by_role("button", name="撤销合并").click()
    page.get_by_text("两份记录都恢复了原样").wait_for()
    officer.assert_accessible()
    officer.open(f"/people?q={NAME}")
    assert page.locator("tbody tr", has_text=NAME).count() == 2
    for address in (first, second):
        page.goto(address)
        assert page.url == address and page.get_by_role("heading", name=NAME).count()
