"""Single things that the pages do under the hand: search, keyboard, forms."""

import random

from rosters import identity_number


def test_search_as_one_types(visit):
    officer = visit().sign_in("city")
    officer.open("/people")
    box = officer.page.get_by_label("查找", exact=True)
    box.press_sequentially("ouyang", delay=40)
    officer.page.wait_for_function("document.querySelectorAll('main tbody tr').length > 0 && [...document.querySelectorAll('main tbody tr')].every(row => row.innerText.includes('欧阳'))")
    assert box.evaluate("box => box === document.activeElement"), "the cursor stays where she types"


def test_keyboard_reaches_the_main_part(visit):
    officer = visit().sign_in("xuhui")
    officer.page.keyboard.press("Tab")
    assert officer.page.evaluate("document.activeElement.className") == "skip"
    officer.page.keyboard.press("Enter")
    assert officer.page.evaluate("document.activeElement.id") == "main"


def test_hiring_somebody_and_correcting_the_unit(visit):
    officer = visit(size="phone").sign_in("xuhui")
    page = officer.page
    officer.open("/people/new")
    page.get_by_label("姓名").fill("乔迁安")
    page.get_by_role("button", name="查找").click()
    page.get_by_role("link", name="登记乔迁安").click()
    page.get_by_label("证件号码").fill(identity_number(random.Random("乔迁安")))
    page.get_by_label("单位").fill("漕河泾街道")
    page.get_by_role("button", name="登记").click()
    page.get_by_text("已登记").wait_for()
    officer.assert_accessible()

    page.get_by_role("link", name="登记入职").click()
    officer.assert_accessible()
    page.get_by_label("工会社工").check()
    page.get_by_label("派驻单位").fill("漕河泾街道")
    page.get_by_label("到岗日期").fill("2026-02-02")
    page.get_by_role("button", name="登记入职").click()
    page.get_by_text("已登记入职").wait_for()

    page.get_by_role("link", name="调动").click()
    officer.assert_accessible()
    page.get_by_label("调到哪个单位").fill("田林街道")
    page.get_by_label("在新单位的第一天").fill("2026-03-02")
    page.get_by_label("原因").fill("登记时选错了街道")
    page.get_by_role("button", name="办理调动").click()
    page.get_by_text("请先办理交接").first.wait_for()
    assert page.get_by_label("原因").input_value() == "登记时选错了街道", "a refusal keeps what was written"
    officer.assert_accessible()

    page.get_by_label("只是更正").check()
    page.get_by_role("button", name="办理调动").click()
    page.get_by_text("已更正岗位").wait_for()
    assert page.get_by_text("田林街道总工会").count() > 0
    officer.assert_accessible()
