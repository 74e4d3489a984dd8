#!/usr/bin/env python3
"""Plays the cases of every rule through the program and says where it finds otherwise than they expect.

  run.py PROGRAM [RULE …]     --table prints the number of cases of each rule instead

RULE.cases is read from the top: comment lines say the rule; `plan` is what every case of the file begins with; `case NAME`
is a plan of its own. Day 0 is Monday 1 March 2027, 09:00 UTC. Within a case a line is
  a command of the console         {+60} in it is the date of day 60, {-3} that of the third day before day 0
  day 60                           the clock goes on to that day
  day 60: EXPECTED                 … and this is what the rule finds then
  then: EXPECTED                   … at once, on the same day
with a remark after ` -- `. EXPECTED is `silent`, or `resolved` (silent, where it was not before), or every finding of the rule,
`; ` between them: its severity, and after it words that stand in its facts, `, ` between them. `subjects: LE-1, C-2` at the
end of a case are the records that its one finding is about, as `align` says them: the main one, then the others in any order.
"""
import concurrent.futures
import dataclasses
import datetime
import json
import os
import pathlib
import re
import subprocess
import sys
import tempfile

HERE = pathlib.Path(__file__).resolve().parent
MONDAY = datetime.date(2027, 3, 1)
LIMIT_S = 120
MARKS = {"■": "critical", "▲": "warning", "·": "info"}
DAY = re.compile(r"day (\d+)(?:: (.+))?$")
FOUND = re.compile(r"^  - ([■▲·]) AW-\d+ (.*)$", re.MULTILINE)
# What stands between two answers: nothing is called that.
BETWEEN = 'search "{:04d}zzz"'
END = re.compile(r"^@you \(private\) .*?(\d{4})zzz.*\n  .*$", re.MULTILINE)


class Wrong(Exception):
    """A file that cannot be read as cases, or a case whose plan the program does not take."""


@dataclasses.dataclass
class Step:
    line: int
    day: int
    command: str = ""
    expected: str = ""
    # Whether the clock is to be moved first.
    moves: bool = False


@dataclasses.dataclass
class Case:
    rule: str
    name: str
    steps: list[Step]
    subjects: list[str]
    # Of the check that is about the subjects.
    day: int = 0

    def expectations(self):
        return [step.expected for step in self.steps if step.expected]


def dated(text):
    return re.sub(r"\{([+-]\d+)\}", lambda m: str(MONDAY + datetime.timedelta(days=int(m[1]))), text)


def read(file):
    """The cases of a rule's file."""
    plan, cases, current, day = [], [], None, 0
    for number, whole in enumerate(file.read_text(encoding="utf-8").splitlines(), 1):
        line = whole.split(" -- ")[0].strip()
        if not line or line.startswith("#") and not re.match(r"#\w+: ", line):
            continue
        if line == "plan":
            current = plan
        elif line.startswith("case "):
            day = max((step.day for step in plan), default=0)
            cases.append(Case(file.stem, line.removeprefix("case "), list(plan), []))
            current = cases[-1].steps
        elif current is None:
            raise Wrong(f"{file.name}:{number}: before the first plan or case")
        elif line.startswith("subjects: "):
            cases[-1].subjects, cases[-1].day = line.removeprefix("subjects: ").split(", "), day
        else:
            step = read_step(line, number, day)
            if step.day < day:
                raise Wrong(f"{file.name}:{number}: the clock does not go back")
            day = step.day
            current.append(step)
    if len({case.name for case in cases}) < len(cases):
        raise Wrong(f"{file.name}: two cases of one name")
    return cases


def read_step(line, number, day):
    if match := DAY.match(line):
        return Step(number, int(match[1]), expected=match[2] or "", moves=True)
    if line.startswith("then: "):
        return Step(number, day, expected=line.removeprefix("then: "))
    return Step(number, day, command=dated(line))


def script_of(case):
    """What is typed, an answer's end after each part that is looked at."""
    lines = []
    for number, step in enumerate(case.steps):
        if step.moves:
            lines.append(f":now {MONDAY + datetime.timedelta(days=step.day)}T09:00")
            lines.append(BETWEEN.format(9999))
        if step.expected:
            lines.append(f"warnings rule:{case.rule}")
        if step.command:
            lines.append(step.command)
        lines.append(BETWEEN.format(number))
    return "\n".join(lines) + "\n"


def run(command, text=""):
    ended = subprocess.run(command, input=text, capture_output=True, text=True, timeout=LIMIT_S, check=False)
    if ended.returncode != 0 or ended.stderr:
        raise Wrong(f"exit status {ended.returncode}: {ended.stderr}")
    return ended.stdout


def answers(said):
    """The answer to each step, by its number."""
    found, begins = {}, 0
    for end in END.finditer(said):
        if end[1] != "9999":
            found[int(end[1])] = said[begins:end.start()]
        begins = end.end() + 1
    return found


def taken(command, answer):
    """Whether a command did something: then all can see the answer, save where somebody says who they are, or asks."""
    spoken = re.sub(r"^(@\w+: |#\w+: )*", "", command)
    if spoken.startswith("me "):
        return " (private) You are " in answer
    return spoken.startswith((">", "status")) or re.search("^#", answer, re.MULTILINE) is not None


def findings(answer):
    return [(MARKS[mark], facts) for mark, facts in FOUND.findall(answer)]


def agrees(expected, found):
    if expected in ("silent", "resolved"):
        return not found
    wanted = [part.split(" ", 1) for part in expected.split("; ")]
    if len(wanted) != len(found):
        return False
    left = list(found)
    for severity, *words in wanted:
        words = words[0].split(", ") if words else []
        match = next((f for f in left if f[0] == severity and all(holds(f[1], word) for word in words)), None)
        if match is None:
            return False
        left.remove(match)
    return True


def holds(facts, word):
    """Whether the word stands in the facts, not as the beginning or end of a longer one."""
    return re.search(rf"(?<!\w){re.escape(word)}(?!\w)", facts) is not None


def judge(program, case):
    """What is wrong with a case, a line each."""
    wrong = []
    with tempfile.TemporaryDirectory() as folder:
        database = ["--db", f"{folder}/plan.db"] if case.subjects else []
        command = [program, "console", "--plain", "--now", f"{MONDAY}T09:00", "--files", folder, *database]
        answer_of = answers(run(command, script_of(case)))
        for number, step in enumerate(case.steps):
            answer = answer_of.get(number, "")
            where = f"{case.rule}.cases:{step.line}: {case.name}:"
            if step.command and not taken(step.command, answer):
                return [f"{where} `{step.command}` was refused: {answer[:300].strip()}"]
            if step.expected and not agrees(step.expected, findings(answer)):
                said = "".join(f"\n    {severity} {facts}" for severity, facts in findings(answer))
                wrong.append(f"{where} day {step.day}: expected {step.expected}; found{said or ' nothing'}")
        if case.subjects:
            wrong += judge_subjects(program, case, database)
    return wrong


def judge_subjects(program, case, database):
    on = str(MONDAY + datetime.timedelta(days=case.day))
    found = json.loads(run([program, "align", *database, "--product", "atlas", "--at", on, "--format", "json"]))
    subjects = [finding["subject"] for finding in found if finding["rule"] == case.rule]
    ordered = [[main, *sorted(others)] for main, *others in subjects]
    main, *others = case.subjects
    return [] if ordered == [[main, *sorted(others)]] else [
        f"{case.rule}.cases: {case.name}: day {case.day}: expected subjects {case.subjects}; found {subjects}"]


def incomplete(rule, cases, limits):
    """What a rule's file has to hold and does not."""
    if not cases:
        return [f"{rule}.cases: not there"]
    said = [expected for case in cases for expected in case.expectations()]
    wrong = [f"{rule}.cases: no case where it is {word}" for word in ("silent", "resolved") if word not in said]
    if all(word in ("silent", "resolved") for word in said):
        wrong.append(f"{rule}.cases: no case where it finds something")
    if limits and not any(step.command.startswith(f"rule set {rule} ") for case in cases for step in case.steps):
        wrong.append(f"{rule}.cases: no case with another limit")
    for case in cases:
        before = ["silent", *case.expectations()]
        wrong += [f"{rule}.cases: {case.name}: resolved, but nothing was found before"
                  for first, second in zip(before, before[1:])
                  if second == "resolved" and first in ("silent", "resolved")]
        if not case.expectations():
            wrong.append(f"{rule}.cases: {case.name}: expects nothing")
    return wrong


def known_rules(program):
    """The rules, and whether each has limits that can be set."""
    with tempfile.TemporaryDirectory() as folder:
        pages = "".join(f"rule list page:{page}\n" for page in range(1, 5))
        listed = run([program, "console", "--plain", "--files", folder], f"product new atlas\n{pages}")
    return {rule: bool(limits) for rule, limits in re.findall(r"^  - ([a-z-]+): \w+(.*)$", listed, re.MULTILINE)}


def table(cases_of):
    print("| rule | cases | days looked at | findings |\n| --- | --- | --- | --- |")
    rows = []
    for rule, cases in cases_of.items():
        said = [expected for case in cases for expected in case.expectations()]
        rows.append((len(cases), len(said), sum(word not in ("silent", "resolved") for word in said)))
        print(f"| `{rule}` | {rows[-1][0]} | {rows[-1][1]} | {rows[-1][2]} |")
    print("| all | " + " | ".join(str(sum(column)) for column in zip(*rows)) + " |")


def main():
    arguments = [argument for argument in sys.argv[1:] if argument != "--table"]
    cases_of = {file.stem: read(file) for file in sorted(HERE.glob("*.cases"))}
    if "--table" in sys.argv:
        table(cases_of)
        return 0
    program, names = str(pathlib.Path(arguments[0]).resolve()), arguments[1:]
    known = known_rules(program)
    rules = names or list(known)
    wrong = [line for rule in rules for line in incomplete(rule, cases_of.get(rule, []), known.get(rule))]
    wrong += [f"{rule}.cases: there is no such rule" for rule in names or cases_of if rule not in known]
    cases = [case for rule in rules for case in cases_of.get(rule, [])]
    with concurrent.futures.ThreadPoolExecutor(os.cpu_count()) as pool:
        for lines in pool.map(lambda case: judge(program, case), cases):
            wrong += lines
    print("\n".join([*wrong, f"{len(cases)} cases of {len(rules)} rules, {len(wrong)} differences"]))
    return 1 if wrong or not cases else 0


if __name__ == "__main__":
    sys.exit(main())
