"""What the inspectors think of it: stance, direction and how many, from the wording of a sentence."""

from analysis.coding.phrases import Match


def code_stance(matches: list[Match]) -> tuple[str, float]:
    """Return stance and score (-1 concern to 1 strength)."""
    good = sum(match.label == ("stance", "strength") for match in matches)
    bad = sum(match.label == ("stance", "concern") for match in matches)
    if not good and not bad:
        return "neutral", 0.0
    score = (good - 1.5 * bad) / (good + 1.5 * bad)
    return ("strength" if score > 0 else "concern"), score


def first_value(matches: list[Match], kind: str) -> str | None:
    """Return the value of the first phrase of a kind; of two that begin together, the longer."""
    found = [match for match in matches if match.label[0] == kind]
    return min(found, key=lambda match: (match.first, -match.last)).label[1] if found else None
