"""The main job: a district's officer brings in the roster that her offices sent, and sees who covers whom."""

import random
import re

import openpyxl
import pytest

from rosters import HEADER, identity_number, row

REASON = "错误原因"


def write_roster(path):
    """Good rows, an unknown spelling of a unit, a wrong check digit, a phone that is none, a subtotal."""
    chance = random.Random(7)
    good = [row(chance, name) for name in ("穆晓冉", "单一鸣", "欧阳可可", "区小满")]
    unknown = row(chance, "查有方", unit="漕合泾街道")
    wrong = row(chance, "解思远")
    number = wrong[1]
    wrong[1] = number[:17] + ("0" if number[17] != "0" else "1")
    phone = row(chance, "仇海平")
    phone[2] = "无"
    workbook = openpyxl.Workbook()
    sheet = workbook.active
    sheet.title = "花名册"
    sheet.append(["徐汇区工会社工花名册"])
    sheet.merge_cells("A1:F1")
    sheet.append(HEADER)
    for one in [*good, unknown, wrong, phone]:
        sheet.append(one)
    sheet.append(["小计", 7])
    workbook.save(path)
    return {"wrong": number}


def tile(page, label):
    """The number on the tile of that name."""
    return int(page.locator(".figure", has_text=label).locator(".figure-value").inner_text().replace(",", ""))


def upload(page, path):
    page.set_input_files("input[type=file]", path)
    page.get_by_role("button", name="上传并查看").click()
    page.wait_for_url(re.compile("/rosters/[0-9a-z]+$"))


def confirm(page):
    page.get_by_role("button", name=re.compile("确认导入")).click()
    page.get_by_role("heading", name="结果").first.wait_for(timeout=60_000)


@pytest.mark.parametrize("size", ["desktop", "phone"])
def test_import_match_correct_send_again_coverage(visit, tmp_path, size):
    sent = tmp_path / "花名册.xlsx"
    true = write_roster(sent)
    officer = visit(size=size).sign_in("xuhui")
    page = officer.page
    officer.assert_accessible()
    page.get_by_role("navigation").get_by_role("link", name="导入").first.click()
    officer.assert_accessible()

    upload(page, sent)
    assert tile(page, "新登记") == 4
    assert tile(page, "不能收") == 3
    officer.assert_accessible()

    page.get_by_label(re.compile("漕合泾街道")).select_option(label="漕河泾街道总工会")
    page.get_by_role("button", name="记住这些单位").click()
    assert tile(page, "新登记") == 5
    assert tile(page, "不能收") == 2

    confirm(page)
    assert tile(page, "新登记") == 5
    assert tile(page, "没有收") == 2
    officer.assert_accessible()

    with page.expect_download() as download:
        page.get_by_role("link", name="下载没有收的行").click()
    returned = tmp_path / "returned.xlsx"
    download.value.save_as(returned)
    workbook = openpyxl.load_workbook(returned)
    sheet = workbook.active
    cells = {cell.value: cell for line in sheet.iter_rows() for cell in line}
    assert REASON in cells
    head = cells["姓名"].row
    columns = {sheet.cell(head, at).value: at for at in range(1, sheet.max_column + 1)}
    for line in range(head + 1, sheet.max_row + 1):
        assert sheet.cell(line, columns[REASON]).value, "every returned row says why"
        if sheet.cell(line, columns["姓名"]).value == "解思远":
            sheet.cell(line, columns["身份证号"]).value = true["wrong"]
        if sheet.cell(line, columns["姓名"]).value == "仇海平":
            sheet.cell(line, columns["手机号码"]).value = "13812345678"
    workbook.save(returned)

    officer.open("/rosters")
    upload(page, returned)
    assert tile(page, "新登记") == 2
    assert tile(page, "不能收") == 0
    confirm(page)
    assert tile(page, "新登记") == 2

    officer.open("/rosters")
    upload(page, sent)
    assert tile(page, "没有变化") == 5, "the spelling is remembered, and the same file changes nothing"
    assert tile(page, "新登记") == 0

    page.get_by_role("link", name="覆盖").click()
    page.get_by_role("heading", name=re.compile("覆盖")).wait_for()
    officer.assert_accessible()
    uncovered = page.locator(".figure", has_text="没有人负责的单位")
    count = tile(page, "没有人负责的单位")
    uncovered.click()
    page.wait_for_url(re.compile("/coverage/units"))
    assert page.locator("tbody tr").count() == count, "the number opens just the units that it counts"
    officer.assert_accessible()

    officer.open("/people?q=oykk")
    page.get_by_role("link", name="欧阳可可").click()
    page.get_by_role("heading", name="欧阳可可").wait_for()
    officer.assert_accessible()


def test_units_come_in_and_go_back_out(visit, tmp_path):
    """Another kind of file on the same pages: a result in colour, and everything taken back within the day."""
    sent = tmp_path / "单位.xlsx"
    workbook = openpyxl.Workbook()
    sheet = workbook.active
    sheet.append(["单位名称", "单位类别", "所属区", "上级单位"])
    sheet.append(["桥下园区工会联合会", "园区", "徐汇区", "漕河泾街道"])
    sheet.append(["桥边楼宇工会联合会", "楼宇", "徐汇区", "桥下园区"])
    sheet.append(["不知所属的工会", "楼宇", "徐汇区", "漕合泾镇"])
    workbook.save(sent)
    officer = visit().sign_in("xuhui")
    page = officer.page
    officer.open("/rosters")
    page.get_by_label("导入什么").select_option(label="单位")
    upload(page, sent)
    assert tile(page, "新登记") == 2
    officer.assert_accessible()
    confirm(page)
    assert tile(page, "没有收") == 1
    officer.assert_accessible()
    with page.expect_download() as download:
        page.get_by_role("link", name="下载逐行结果").click()
    returned = tmp_path / "result.xlsx"
    download.value.save_as(returned)
    table = openpyxl.load_workbook(returned).worksheets[1]
    outcomes = {line[0].value: line for line in table.iter_rows(min_row=2)}
    column = [cell.value for cell in table[1]].index("导入结果")
    assert outcomes["桥下园区工会联合会"][column].value == "新登记"
    assert outcomes["不知所属的工会"][column].value == "没有收"
    assert outcomes["不知所属的工会"][3].fill.fgColor.rgb != outcomes["桥下园区工会联合会"][3].fill.fgColor.rgb
    page.get_by_role("link", name="撤销这次导入").click()
    page.get_by_text("新登记的 2 条").wait_for()
    officer.assert_accessible()
    page.get_by_label("撤销的原因").fill("名称要重新核对")
    page.get_by_role("button", name="撤销这次导入").click()
    page.get_by_text("这次导入已撤销：2 行").wait_for(timeout=60_000)
    officer.assert_accessible()


def test_upload_and_confirm_without_javascript(visit, tmp_path):
    sent = tmp_path / "roster.xlsx"
    write_roster(sent)
    officer = visit(javascript=False)
    officer.open("/sign-in")
    page = officer.page
    page.get_by_label("登录名").fill("xuhui")
    page.get_by_label("密码", exact=True).fill("qiao-demo-2026")
    page.locator("main").get_by_role("button", name="登录").click()
    officer.open("/rosters")
    upload(page, sent)
    assert tile(page, "新登记") == 4
    with page.expect_event("load"):
        page.get_by_role("button", name=re.compile("确认导入")).click()
    for _ in range(60):
        if page.locator(".figure", has_text="没有收").count():
            break
        page.wait_for_timeout(500)
        page.reload()
    assert tile(page, "新登记") == 4


def test_a_file_that_is_no_roster_says_so(visit, tmp_path):
    old = tmp_path / "old.xls"
    old.write_bytes(bytes.fromhex("D0CF11E0A1B11AE1") + bytes(2048))
    officer = visit().sign_in("xuhui")
    officer.open("/rosters")
    officer.page.set_input_files("input[type=file]", old)
    officer.page.get_by_role("button", name="上传并查看").click()
    summary = officer.page.locator("#error-summary")
    summary.wait_for()
    assert summary.get_by_role("link").count() == 1
    officer.assert_accessible()
