"""Rosters made for tests: invented people whose numbers stand apart from the demo city's (sequence 900 and above)."""

import csv

WEIGHTS = [7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2]
_used = set()


def identity_number(chance):
    """A valid number (GB 11643) that no other call returned."""
    while True:
        body = (
            chance.choice(["310101", "310104", "310110", "310113", "310115"])
            + f"{chance.randint(1970, 2000)}{chance.randint(1, 12):02}{chance.randint(1, 28):02}"
            + f"{chance.randint(900, 999)}"
        )
        if body not in _used:
            _used.add(body)
            total = sum(int(digit) * weight for digit, weight in zip(body, WEIGHTS))
            return body + "10X98765432"[total % 11]


HEADER = ["姓名", "身份证号", "手机号码", "所属区", "所在街镇", "入职时间"]


def row(chance, name="断电册", unit="漕河泾街道", district="徐汇区"):
    phone = f"1{chance.choice('3578')}{chance.randint(0, 999_999_999):09}"
    return [name, identity_number(chance), phone, district, unit, "2021-06-01"]


def write_csv(path, chance, count, names=("断电册",), places=(("漕河泾街道", "徐汇区"),)):
    """So many people, called by these names in turn, at these places in turn."""
    with open(path, "w", newline="", encoding="utf-8-sig") as file:
        writer = csv.writer(file)
        writer.writerow(HEADER)
        for number in range(count):
            writer.writerow(row(chance, names[number % len(names)], *places[number % len(places)]))
    return count
