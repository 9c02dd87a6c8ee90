"""Every page that links lead to holds against axe, fits the screen and fails in no script.

Whoever is signed in follows the links of each page; of pages that differ only in whose record they show, one is looked
at: `/people/:id`. What must be met on the way is listed, so that a page that lost its last link is missed.
"""

import json
import random
import re
import shutil
from datetime import datetime, timedelta
from zoneinfo import ZoneInfo

import pytest

from house import Client, Server
from rosters import identity_number

# Nothing to look at: files, and the change of language.
NO_PAGE = re.compile(r"/(file|template|rejected|result)($|\?)|\.(ics|xlsx|csv|json)($|\?)|^/language|^/sign-out")
IDENTIFIER = re.compile(r"(?=[a-z]*[0-9])[0-9a-z]{10,14}")

# Where the walk begins besides the first page.
STARTS = {
    "xuhui": ["/people/register", "/units?view=list", "/units?asOf=2024-01-01", "/coverage?asOf=2024-01-01", "/rosters",
              "/filters", "/exports", "/exports/new?list=people&at=%2Fpeople", "/handovers/mine"],
    "city": ["/partners", "/coverage", "/figures", "/law/settings"],
    "worker": ["/handovers/mine"],
    "system": [], "security": [], "audit": [], "nobody": ["/sign-in"],
}
# The whole city's officer has the same pages as a district's; here she looks at what is hers alone.
ONLY = {"city": ("/partners", "/coverage", "/figures", "/law")}

MET = {
    "xuhui": """
        / /account /password /coverage /coverage-target /coverage/people /coverage/units /deadlines /deadlines/calendar
        /enterprises /enterprises/new /enterprises/:id /enterprises/:id/close /enterprises/:id/correct
        /enterprises/:id/headcount /enterprises/:id/headcounts/:id/correct /enterprises/:id/move
        /exports /exports/new /exports/:id /exports/:id/delete /filters /filters/new /filters/:id /filters/:id/delete
        /figures /figures/:id /figures/:id/records /handovers /handovers/mine /handovers/:id /handovers/:id/cancel
        /handovers/:id/items/responsibility/:id /handovers/answers/:id /law/settings /law/settings/averageWage
        /partners /partners/new /partners/:id /partners/:id/contracts/new
        /people /people/new /people/register /people/doubles /people/:id /people/:id/cohorts /people/:id/consents
        /people/:id/contracts /people/:id/contracts/:id/end /people/:id/correct /people/:id/employment
        /people/:id/entries/contract/:id/withdrawal /people/:id/entries/licence/:id/withdrawal /people/:id/erase
        /people/:id/grade /people/:id/languages /people/:id/licences /people/:id/licences/:id/hours
        /people/:id/licences/:id/renewal /people/:id/merge /people/:id/merge/:id /people/:id/merges/:id/undo
        /people/:id/move /people/:id/requests /people/:id/responsibilities /people/:id/reveal /people/:id/second-post
        /people/:id/skills /consents/:id/withdraw /posts/:id/end /posts/:id/handover /responsibilities/:id/end
        /requests /requests/:id /requests/term /rosters /stations /stations/new /stations/:id /stations/:id/close
        /stations/:id/correct /transfers /transfers/:id /unions /unions/:id /unions/:id/close /unions/:id/correct
        /unions/:id/election /units /units/:id /units/:id/close /units/:id/correct /units/:id/merge /units/:id/move
        /units/:id/new /units/:id/reopen /units/:id/split /workforce /workforce/cohorts /workforce/cohorts/new
        /workforce/retention
        """,
    "city": """
        /partners/:id /partners/:id/close /partners/:id/correct /partners/:id/contracts/:id/settle /coverage
        /law/settings /law/settings/averageWage /law/settings/averageWage/new /law/settings/replyPeriods/new
        /law/settings/calendar /law/settings/calendar/new /law/settings/statutoryDays/new /law/settings/place/new
        """,
    "worker": """
        / /account /password /people /people/:id /units /units/:id /coverage /coverage/units /enterprises /unions
        /stations /figures /deadlines /handovers/mine /handovers/answers/:id /exports /filters
        """,
    "system": "/ /accounts /accounts/new /accounts/:id",
    "security": "/ /accounts /accounts/:id /accounts/:id/disable /accounts/:id/roles/new /accounts/:id/roles/:id/end",
    "audit": "/ /audit",
    "nobody": "/sign-in /calculator",
}


def shape(address):
    path = address.split("?")[0].split("#")[0]
    path = re.sub(r"^/figures/[^/]+", "/figures/:id", path)
    return "/".join(":id" if IDENTIFIER.fullmatch(part) else part for part in path.split("/"))


class Clerk:
    """Makes the records whose pages are rarely there, by the same addresses as the forms."""

    def __init__(self, server):
        self.client = Client(server, "xuhui")
        self.today = datetime.now(ZoneInfo("Asia/Shanghai")).date()

    def make(self):
        """Where the walk of the district's officer begins because of it."""
        chance = random.Random(5)
        street, worker = self.client.unit("漕河泾街道总工会"), self.client.person("区雅婷")
        leaver = self.client.employ("魏来去", identity_number(chance), ["漕河泾嘉华楼宇工会联合会"])
        day = self.today.isoformat()
        self.client.send(f"/people/{worker}/consents", purpose="publicity", way="paper", givenOn=day)
        self.client.send(f"/people/{worker}/requests", kind="delete", way="paper", receivedOn=day, asked="请删除我的档案")
        self.client.send("/filters", list="people", at="/people?q=ou", title="姓欧的")
        self.client.send("/exports", list="stations", at="/stations", kind="csv")
        post = re.search("/posts/([0-9a-z]+)/end", self.client.get(leaver))[1]
        handover = self.client.send(
            f"/posts/{post}/handover", kind="leaving", lastDay=(self.today + timedelta(days=9)).isoformat(),
            reason="合同期满")
        held = re.search(f"{handover}/items/responsibility/[0-9a-z]+", self.client.get(handover))[0]
        self.client.send(held, name="区雅婷", fromDay=day)
        twice = [
            self.client.send("/people", name="束若溪", documentNumber=identity_number(chance), unit=street,
                      phone="13800138002", notDouble="yes") for _ in range(3)
        ]
        self.client.send(
            f"{twice[0]}/merge/{twice[1].split('/')[-1]}", keptVersion="1", mergedVersion="1", fullName="kept",
            document="kept", phone="kept", reason="核对过身份证原件")
        closed = self.client.send(f"/units/{street}/new", kind="building", name="漕河泾云桥楼宇工会联合会")
        self.client.send(f"{closed}/close", on=day, reason="楼宇拆除")
        open_unit = self.client.unit("漕河泾嘉华楼宇工会联合会")
        return [
            f"/people/{worker}", leaver, handover, twice[0], f"/units/{open_unit}", closed, "/handovers"]


@pytest.fixture(scope="module")
def server(city, tmp_path_factory):
    data = tmp_path_factory.mktemp("walk") / "data"
    shutil.copytree(city, data)
    running = Server(data)
    running.starts = Clerk(running).make()
    yield running
    running.stop()


def walk(visitor, login, starts):
    waiting, met = ["/", *starts], set()
    begun = set(starts)
    while waiting:
        address = waiting.pop(0)
        kind = shape(address)
        if (kind in met and address not in begun) or NO_PAGE.search(address):
            continue
        begun.discard(address)
        met.add(kind)
        answer = visitor.page.goto(visitor.address + address)
        assert answer.status == 200, f"{address} is linked and answers {answer.status}"
        visitor.assert_accessible()
        for link in visitor.page.evaluate("[...document.querySelectorAll('a[href]')].map(a => a.getAttribute('href'))"):
            if link.startswith(ONLY.get(login, "/")) and not link.startswith("//") and shape(link) not in met:
                waiting.append(link)
    return met


@pytest.mark.parametrize("size, scheme, language", [("desktop", "light", "zh"), ("phone", "dark", "en")])
@pytest.mark.parametrize("login", STARTS)
def test_every_page(visit, server, login, size, scheme, language):
    visitor = visit(size=size, scheme=scheme)
    visitor.open("/sign-in") if login == "nobody" else visitor.sign_in(login)
    if language == "en":
        visitor.open("/language?to=en&back=/")
    assert visitor.page.locator("html").get_attribute("lang").startswith(language)
    met = walk(visitor, login, STARTS[login] + (server.starts if login == "xuhui" else []))
    missed = sorted(set(MET[login].split()) - met)
    assert not missed, f"no link leads to {missed} any more"
