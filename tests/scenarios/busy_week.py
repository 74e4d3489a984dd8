#!/usr/bin/env python3
"""Counts what a channel and its people hear in a busy week, and holds the count (product.md section 4, "Quiet by default").

  busy_week.py PROGRAM

Eight people give 200 commands between Monday and Friday: they ask for changes and assess them, decide, move dates, prepare two events,
talk in threads. Whoever adds a message has to say so here.
"""
import collections
import re
import subprocess
import sys
import tempfile

LIMIT_S = 60
COMMANDS = 200
# Messages of the week. Falling is fine; what rises is noise until it is argued for.
MOST = {
    "new in the channel": 62,
    "new in threads": 45,
    "pings": 99,
    "answers to the asker": 40,
}

PEOPLE = {
    "ana": "engineering", "ben": "marketing", "cleo": "sales", "dan": "support",
    "eve": "product", "finn": "engineering", "gus": "marketing", "hana": "product",
}
DAYS = ["2027-03-01", "2027-03-02", "2027-03-03", "2027-03-04", "2027-03-05"]
PLACE = re.compile(r"(?:(?P<channel>#[\w-]+)(?: (?P<thread>\S+)>)?|(?P<who>@[\w.-]+) \(private\)) (?P<edited>\(edited\) )?")


def setup():
    yield 'product new atlas "Atlas" tz:UTC'
    yield from (f"@{who}: me function:{function}" for who, function in PEOPLE.items())
    yield "role add @eve approver"
    yield 'release new 2.0 date:2027-05-28 freeze:2027-05-07 goal:"Crews work offline" metric:"200 crews" owners:@ana,@ben'
    for n in range(1, 13):
        yield f'feature new "Part {n}" release:2.0 owner:@{"ana" if n % 2 else "finn"} effort:{n}d'
    yield 'plan baseline "Agreed"'
    yield "@ben: plan confirm"
    yield "digest schedule weekly mon 09:00"


def requests(day, n):
    """A request from opening to decision: eleven commands, two of them words in its thread."""
    number = 2 * (day - 1) + n
    cr = f"CR-{number}"
    yield f'@cleo: change new "Wish {number}" release:2.0 why:"Customer {number} waits for it" customer:"Customer {number}" quote:"We need it."'
    yield f'@dan: >{cr}: Two more asked me last week'
    yield f'@ana: >{cr}: It touches the sync'
    yield f'@dan: change evidence {cr} customer:"Caller {number}" source:support quote:"Me too."'
    yield f'@ana: change option {cr} "The small way" effort:2d'
    yield f'@finn: change option {cr} "The whole way" effort:9d'
    yield f'@ana: change assess {cr} feasible:yes effort:2-4d risk:low build:build'
    yield f'@ben: change assess {cr} value:high positioning:docs launch:none'
    yield f'@hana: change support {cr}'
    yield f'@gus: change watch {cr}'
    yield f'@eve: change approve {cr} "Worth it" displaces:none' if n == 1 else f'@eve: change decline {cr} "Not in 2.0"'


def preparations(day):
    """What marketing and engineering do beside that: eighteen commands a day."""
    event = f"LE-{day}"
    yield f'@ben: launch new "Event {day}" on:2027-06-{day + 7:02} release:2.0 type:webinar audience:segment goal:growth why:"Crews" owner:@ben'
    yield f'@gus: collateral new {event} "Slides" due:T-7 owner:@gus'
    yield f'@gus: collateral new {event} "Page" due:T-14 owner:@gus'
    yield f'@gus: collateral start C-{2 * day - 1}'
    yield f'@gus: collateral done C-{2 * day - 1}'
    yield f'@hana: launch set {event} reach:{day}00'
    yield f'@ben: launch move {event} on:2027-06-{day + 14:02} why:"The hall is free"'
    yield f'@cleo: promise new "Part {day} by summer" to:"Customer {day}" feature:F-{day} by:2027-06-30'
    yield f'@finn: feature start F-{2 * day}'
    yield f'@finn: feature done F-{2 * day}'
    yield f'@eve: release ready 2.0 product:{"amber" if day < 4 else "green"}'
    yield f'@hana: launch take {event}'
    yield f'@ben: launch set {event} owner:+@hana'
    yield '@dan: status'
    yield '@cleo: change list'
    yield '@eve: warnings'
    yield '@ana: me'
    yield f'@hana: history {event}'


def week():
    for day, date in enumerate(DAYS, 1):
        yield f":now {date}T10:00"
        for n in (1, 2):
            yield from requests(day, n)
            yield f":now {date}T1{n + 2}:00"
        yield from preparations(day)
    yield ":now 2027-03-08T09:00"


def counted(said):
    count = collections.Counter()
    for line in said.splitlines():
        match = PLACE.match(line + " ")
        count["pings"] += len(re.findall(r"(?<![\w:,+@.-])@(?:%s)\b" % "|".join(PEOPLE), line[match.end():] if match else line))
        if not match or match["edited"]:
            continue
        if match["who"]:
            count["answers to the asker"] += 1
        elif match["thread"]:
            count["new in threads"] += 1
        else:
            count["new in the channel"] += 1
    return count


def play(program, lines, now):
    with tempfile.TemporaryDirectory() as folder:
        run = subprocess.run([program, "console", "--plain", "--now", now], input="\n".join(lines) + "\n",
                             cwd=folder, capture_output=True, text=True, timeout=LIMIT_S, check=False)
    if run.returncode or run.stderr:
        raise SystemExit(f"exit status {run.returncode}: {run.stderr}")
    return run.stdout


def main():
    program = sys.argv[1]
    before, during = list(setup()), list(week())
    commands = [line for line in during if not line.startswith(":now")]
    assert len(commands) == COMMANDS, len(commands)
    start = f"{DAYS[0]}T08:30"
    count = counted(play(program, before + during, start))
    count.subtract(counted(play(program, before, start)))
    print(f"{COMMANDS} commands by {len(PEOPLE)} people: " + ", ".join(f"{what} {n}" for what, n in sorted(count.items())))
    over = {what: count[what] for what, most in MOST.items() if count[what] > most}
    for what, n in over.items():
        print(f"{what}: {n}, at most {MOST[what]}")
    return 1 if over else 0


sys.exit(main())
