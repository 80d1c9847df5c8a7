"""What people decide in data/review/threads.csv: links between items are kept, taken out, or added."""

import csv

import pytest

from analysis.build import build

HEADING = ["later", "earlier", "later_text", "earlier_text", "keep", "reviewer", "decided_at"]
EARLIER = "stoke-on-trent-2020-09-29-focused-visit"
LATER = "stoke-on-trent-2024-10-focused-visit-press"
LINK = {
    "later": f"{LATER}/i03",
    "earlier": f"{EARLIER}/i04",
    "later_text": "The quality and frequency of supervision.",
    "earlier_text": "The recording of management oversight, case directions and supervision.",
    "reviewer": "Ann",
}


def decide(folder, *rows: dict) -> dict:
    with (folder.review / "threads.csv").open("w", encoding="utf-8", newline="") as stream:
        writer = csv.DictWriter(stream, HEADING)
        writer.writeheader()
        writer.writerows(rows)
    return build(folder).tables


def links(tables) -> dict:
    threads = tables["threads"]
    return dict(zip(zip(threads["later"], threads["earlier"], strict=True), threads["source"], strict=True))


def reasons(tables) -> list[str]:
    return list(tables["problems"]["reason"])


PAIR = (LINK["later"], LINK["earlier"])


def test_a_link_is_kept_or_taken_out_as_a_person_says(shipped):
    tables = decide(shipped, LINK | {"keep": "Yes"})
    assert links(tables)[PAIR] == "reviewer"
    assert reasons(tables) == []
    assert PAIR not in links(decide(shipped, LINK | {"keep": "no"}))


def test_a_reviewers_later_word_on_a_link_holds_by_time_where_there_is_one_else_by_line(shipped):
    march, april = {"decided_at": "2026-03-01"}, {"decided_at": "2026-04-01"}
    assert PAIR not in links(decide(shipped, LINK | {"keep": "no"} | april, LINK | {"keep": "yes"} | march))
    assert PAIR not in links(decide(shipped, LINK | {"keep": "yes"}, LINK | {"keep": "no"}))


def test_a_file_of_links_without_times_is_read_as_ever(shipped):
    row = LINK | {"keep": "no"}
    with (shipped.review / "threads.csv").open("w", encoding="utf-8", newline="") as stream:
        writer = csv.DictWriter(stream, HEADING[:-1])
        writer.writeheader()
        writer.writerow(row)
    tables = build(shipped).tables
    assert PAIR not in links(tables)
    assert reasons(tables) == []


def test_items_are_found_by_their_words_where_ids_have_changed(shipped):
    tables = decide(shipped, LINK | {"keep": "no", "later": f"{LATER}/i09", "earlier": f"{EARLIER}/i11"})
    assert PAIR not in links(tables)
    assert reasons(tables) == []


def test_a_decision_on_words_that_are_gone_is_stale(shipped, tables):
    before = links(tables)
    tables = decide(shipped, LINK | {"keep": "no", "later_text": "Something else."})
    assert reasons(tables) == ["review-stale"]
    assert "Line 2" in tables["problems"]["detail"][0]
    assert links(tables) == before


def test_where_reviewers_differ_the_machines_link_stands_until_it_is_adjudicated(shipped, tables):
    before = links(tables)
    rows = LINK | {"keep": "no"}, LINK | {"keep": "yes", "reviewer": "Ben"}
    tables = decide(shipped, *rows)
    assert reasons(tables) == ["review-disagreement"]
    assert links(tables) == before
    tables = decide(shipped, *rows, LINK | {"keep": "no", "reviewer": "adjudicated"})
    assert reasons(tables) == []
    assert PAIR not in links(tables)


@pytest.mark.parametrize("keep", ["perhaps", ""])
def test_a_decision_that_cannot_be_read_leaves_the_machines_link(shipped, tables, keep):
    before = links(tables)
    tables = decide(shipped, LINK | {"keep": keep})
    assert links(tables) == before
    assert reasons(tables) == (["review-value"] if keep else [])


def test_items_of_two_authorities_cannot_be_linked(shipped):
    letter = """Ofsted\n\n12 March 2021\n\n### **Focused visit to Leeds children’s services**\n
This letter summarises the findings of a focused visit to Leeds children’s services on 9 and 10 February 2021.\n
### **What needs to improve**\n\n- Supervision of social workers.\n\n### **Findings**\n\n- Plans are thorough.\n"""
    (shipped.raw / "leeds.md").write_text(letter, encoding="utf-8")
    leeds = "leeds-2021-02-09-focused-visit/i01"
    rows = LINK | {"keep": "yes", "later": leeds, "later_text": "Supervision of social workers."}
    tables = decide(shipped, rows)
    assert leeds in set(tables["improvements"]["improvement_id"])
    assert reasons(tables) == ["review-no-link"]
    assert f"{leeds} and {LINK['earlier']}" in tables["problems"]["detail"][0]


def test_a_link_to_a_visit_that_is_not_on_file_is_stale(shipped):
    tables = decide(shipped, LINK | {"keep": "yes", "earlier": "leeds-2021-02-09-focused-visit/i01"})
    assert reasons(tables) == ["review-stale"]
