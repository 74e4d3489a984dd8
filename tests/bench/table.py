"""Benchmark figures as a table in Markdown, with ratios beside their goals."""

from dataclasses import dataclass


@dataclass
class Goal:
    """What the other subjects must reach: a share of the first one's figure, or a figure as such."""

    share: float = 0.0
    most: float = 0.0

    def shown(self) -> str:
        return f"1/{1 / self.share:.3g}" if self.share else f"{self.most:g}"

    def reached(self, value: float, first: float) -> bool:
        return value <= (self.share * first if self.share else self.most)


def ratio(value: float, first: float) -> str:
    """``1/12.3`` where it is less than the first subject's, else ``×1.4``."""
    if value <= 0:
        return "1/∞"
    return f"1/{first / value:.3g}" if value < first else f"×{value / first:.3g}"


def print_table(figures: dict[str, dict[str, float]], subjects: list[str], goals: dict[str, Goal]) -> None:
    """One row a figure: each subject's median, the ratio to the first, the goal and whether it is reached."""
    first, others = subjects[0], subjects[1:]
    heads = ["figure", first, *(part for name in others for part in (name, "ratio")), "goal", ""]
    print("| " + " | ".join(heads) + " |")
    print("|" + " --- |" * len(heads))
    for figure, row in figures.items():
        goal = goals.get(figure)
        cells = [figure, f"{row[first]:.3g}"]
        for name in others:
            cells += [f"{row[name]:.3g}", ratio(row[name], row[first])]
        reached = goal and all(goal.reached(row[name], row[first]) for name in others)
        verdict = "" if not goal or not others else "reached" if reached else "missed"
        print("| " + " | ".join([*cells, goal.shown() if goal else "", verdict]) + " |")
