"""An installation with years of history, as CSV files for ``plumbline import``."""

import csv
import datetime
import pathlib
import random

TODAY = datetime.date(2027, 3, 1)
BEGAN = datetime.date(2021, 1, 1)
# Everything on record is over by then; what a command meets is as much in either installation.
OVER = datetime.date(2026, 12, 1)
RELEASES_SHIPPED = 24
FEATURES_SHIPPED = 200
FEATURES_COMING = 40
EVENTS_COMING = 10
PEOPLE = 30
CUSTOMERS = 80
THINGS = ("import", "export", "sync", "login", "maps", "roster", "tide", "crew", "berth", "chart")
TROUBLES = ("slow", "broken", "missing", "late", "wrong", "hidden", "double", "empty")


def spread(index: int, count: int, days: int = (OVER - BEGAN).days) -> datetime.date:
    return BEGAN + datetime.timedelta(days=index * days // max(count, 1))


def releases():
    for number in range(RELEASES_SHIPPED):
        yield "atlas", f"{number + 1}.0", spread(number + 1, RELEASES_SHIPPED), "shipped"
    yield "atlas", "next", datetime.date(2027, 9, 1), "planned"
    yield "atlas", "later", datetime.date(2027, 12, 1), "planned"


def features():
    for number in range(FEATURES_SHIPPED):
        yield "atlas", f"Feature {number}", f"{number % RELEASES_SHIPPED + 1}.0", "done"
    for number in range(FEATURES_COMING):
        yield "atlas", f"Next {number}", "next", "planned"


def launches(count: int):
    for number in range(count):
        start = spread(number, count)
        end = start + datetime.timedelta(days=1)
        release = f"{number % RELEASES_SHIPPED + 1}.0"
        yield "atlas", f"Event {number}", "webinar", start, end, "growth", "Crews ask", "everyone", "bob", release, "done"
    for number in range(EVENTS_COMING):
        start = datetime.date(2027, 9, 10 + number)
        yield "atlas", f"Coming {number}", "webinar", start, start, "growth", "Crews ask", "everyone", "bob", "next", "planned"


def collateral(count: int):
    for number in range(count):
        due = spread(number, count) - datetime.timedelta(days=3)
        yield "atlas", f"Event {number}", f"Piece {number}", due, "bob", "done"


def changes(count: int, chance: random.Random):
    functions = ("sales", "support", "product", "marketing")
    for number in range(count):
        raised = spread(number, count)
        title = f"Wish {number}: {chance.choice(THINGS)} is {chance.choice(TROUBLES)} in port {number % 977}"
        yield (
            "atlas", title, chance.choice(("add", "modify")), f"p{number % PEOPLE}", chance.choice(functions),
            f"Crews lose hour {number} of a day", f"Customer {number % CUSTOMERS}",
            f"Feature {number % FEATURES_SHIPPED}", raised, "declined" if number % 3 == 0 else "approved",
            raised + datetime.timedelta(days=5),
        )  # fmt: skip


def write_history(folder: pathlib.Path, requests: int, events: int) -> None:
    tables = {
        "products": ("product,name,tz", [("atlas", "Atlas", "UTC")]),
        "releases": ("product,release,date,status", releases()),
        "features": ("product,title,release,status", features()),
        "launches": ("product,title,type,start,end,goal,why,audience,owner,release,status", launches(events)),
        "collateral": ("product,launch,title,due,owner,status", collateral(events)),
        "changes": (
            "product,title,kind,raised_by,function,why,customers,feature,raised_at,decision,decided_at",
            changes(requests, random.Random(1)),
        ),
    }
    for name, (heads, rows) in tables.items():
        with (folder / f"{name}.csv").open("w", newline="") as file:
            writer = csv.writer(file)
            writer.writerow(heads.split(","))
            writer.writerows(rows)
