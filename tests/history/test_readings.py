"""Links and ledger against hand-made readings of real reports, where those lie beside the project.

pytest tests/history/test_readings.py -rA        prints the figures and each disagreement
"""

import re
import shutil
import subprocess
import sys

import pandas as pd
import pytest
from conftest import SHARED
from shipped import REPOSITORY, copy_shipped

from analysis.base.folder import DataFolder
from analysis.build import build

LINKS = SHARED / "gold" / "threads_dev.csv"
ITEMS = SHARED / "gold" / "threads_dev_items.csv"
READING = REPOSITORY / "tests" / "history" / "stoke_reading.csv"
PLACE = "stoke-on-trent"


@pytest.fixture(scope="module")
def processed(tmp_path_factory):
    """The folder of tables of the reports that were read by hand, and of the shipped documents."""
    letters = SHARED / "letters"
    if not letters.is_dir():
        pytest.skip("the folder of real reports (shared/letters) is not beside this clone")
    data = copy_shipped(tmp_path_factory.mktemp("readings"))
    for name in {*pd.read_csv(ITEMS)["report"], *(path.stem for path in letters.glob(f"{PLACE}-*-20[12][0-9].pdf"))}:
        shutil.copyfile(letters / f"{name}.pdf", data / "raw" / f"{name}.pdf")
    build(DataFolder(data / "raw", data / "processed"))
    return data / "processed"


def test_links_agree_with_two_hand_codings(processed):
    score = SHARED / "tools" / "score_threads.py"
    command = [sys.executable, score, "--tables", processed, "--gold", LINKS, "--items", ITEMS]
    printed = subprocess.run(command, capture_output=True, text=True, check=True).stdout
    print(printed)
    precision, f1 = (float(printed.rsplit(f"{name} ", 1)[1].split()[0]) for name in ("precision", "f1"))
    assert precision >= 0.80
    assert f1 >= 0.80


VERDICTS = SHARED / "gold" / "ledger_dev.csv"
FLOORS = {"verdicts": 0.85, "share": 0.38, "evidence_recall": 0.70, "evidence_precision": 0.63, "accuracy": 0.49}
FLOORS_BY_STATUS = {
    "asked again": 0.85,
    "now praised": 0.83,
    "not looked at": 0.88,
    "still a concern": 0.85,
    "mixed": 0.60,
}


def test_the_ledger_holds_its_floors_against_two_readers(tmp_path):
    """The figures of 300 pairs of an area for improvement and a later letter; they may rise, and never fall."""
    if not VERDICTS.is_file():
        pytest.skip("the readers' references (shared/gold) are not beside this clone")
    pairs = pd.read_csv(VERDICTS)
    raw = tmp_path / "raw"
    raw.mkdir()
    for name in {*pairs["earlier_file"], *pairs["later_file"]}:
        shutil.copyfile(SHARED / "letters" / name, raw / name)
    build(DataFolder(raw, tmp_path / "processed"), jobs=2)
    command = [sys.executable, SHARED / "tools" / "score_ledger.py", tmp_path / "processed", VERDICTS]
    printed = subprocess.run(command, capture_output=True, text=True, check=True).stdout
    print(printed)
    words = printed.rsplit("figures ", 1)[1].split()
    figures = dict(zip(words[::2], map(float, words[1::2]), strict=True))
    assert {name: figures[name] for name in FLOORS if figures[name] < FLOORS[name]} == {}
    by_status = {status: float(re.search(rf"^{status}: said \d+, as either reader ([\d.]+)", printed, re.M)[1])
                 for status in FLOORS_BY_STATUS}  # fmt: skip
    assert {status: share for status, share in by_status.items() if share < FLOORS_BY_STATUS[status]} == {}


def test_the_ledger_agrees_with_a_reading_sentence_by_sentence(processed):
    """`status` is what the reader would say, `also` what the reader accepts; read before the ledger was set.

    The ledger may say too little (that the letter speaks of it); it may not say what the letter does not bear.
    """
    ledger = pd.read_parquet(processed / "ledger.parquet").drop_duplicates(["improvement_id", "later_visit_id"])
    asked = ledger["improvement_id"].str.extract(rf"^{PLACE}-(?P<asked>\d+).*/i(?P<item>\d+)$")
    later = ledger["later_visit_id"].str.extract(rf"^{PLACE}-(?P<later>\d+)")
    found = pd.concat([ledger["status"].rename("found"), asked, later], axis=1).dropna().astype(
        {"asked": int, "item": int, "later": int}
    )  # fmt: skip
    both = pd.read_csv(READING).fillna("").merge(found, on=["asked", "item", "later"])
    both["agrees"] = [row.found in {row.status, *row.also.split(";")} for row in both.itertuples()]
    both["too_cautious"] = ~both["agrees"] & both["found"].isin(
        ["mentioned", "asked again in part", "not mentioned", "not reported"]
    )
    print(f"{both['agrees'].sum()} of {len(both)} agree, {both['too_cautious'].sum()} say too little; all others:")
    print(both[~both["agrees"]].drop(columns="agrees").to_string(index=False))
    assert len(both) == 63
    assert both["agrees"].sum() >= 28
    assert (~both["agrees"] & ~both["too_cautious"]).sum() <= 2
    praised = both["found"] == "now praised"
    assert both.loc[praised, "agrees"].all(), "praise that the letters do not bear is the worst fault of a ledger"
