"""What is on file: the documents, what each looked at, what could not be read."""

import pandas as pd

from analysis.compare.alts import brief_coverage, brief_timeline, pick_alt
from analysis.compare.checked import describe_basis
from analysis.compare.crosstab import cross_tabulate
from analysis.compare.exhibit import Exhibit, Summary
from analysis.compare.findings import count_findings
from analysis.compare.grades import find_overall_grades, name_area_grades
from analysis.compare.titles import head_with_authority, pick_title
from analysis.compare.words import count_things, format_date, join_words, label_themes, label_value, read_words
from analysis.history.evidence import select_evidence
from analysis.tables import find_further, frame_rows, list_rows


def summarise_files(tables: dict[str, pd.DataFrame]) -> Summary:
    """Return what is on file, and how much of it has no date; data as `list_visits` gives them."""
    return Summary(list_visits(tables), " ".join(filter(None, (describe_files(tables), name_undated(tables)))))


def list_visits(tables: dict[str, pd.DataFrame]) -> pd.DataFrame:
    """Return one row per document on file, by authority and date: what it is and how much was read from it.

    Columns: authority, visit, date, source, overall_grade, area_grades, findings, areas_for_improvement, file.
    """
    visits = tables["visits"]
    evidence = select_evidence(tables["sentences"], tables["paragraphs"])
    asked = tables["improvements"].groupby("visit_id").size()
    return pd.DataFrame(
        {
            "authority": visits["authority"],
            "visit": visits["visit_type"],
            "date": [format_date(visit) for visit in visits.itertuples()],
            "source": name_sources(visits),
            "overall_grade": find_overall_grades(tables, visits),
            "area_grades": name_area_grades(tables, visits),
            "findings": visits["visit_id"].map(count_findings(evidence, visits)),
            "areas_for_improvement": visits["visit_id"].map(asked).fillna(0).astype(int),
            "file": visits["file"],
        }
    )


def name_sources(visits: pd.DataFrame) -> list[str]:
    """Return what each document is: its source, and with which others its visit is read.

    `visits` has the rows and columns of the table of that name; the result is in their order.
    """
    files = dict(list_rows(visits, "visit_id", "file"))
    further = find_further(visits)
    return [
        "press, replaced by the letter"
        if pd.notna(letter)
        else f"press, read with {files[further[visit_id]]}"
        if visit_id in further
        else source
        for visit_id, source, letter in list_rows(visits, "visit_id", "source_type", "superseded_by")
    ]


def describe_files(tables: dict[str, pd.DataFrame]) -> str:
    """Return a sentence that counts the documents, the authorities and the problems on file."""
    visits = tables["visits"]
    if not len(visits):
        return "No letter is on file yet: put one into data/raw."
    authorities = visits["authority"].nunique()
    problems = count_things(len(tables["problems"]), "problem")
    documents = count_things(len(visits), "document").capitalize()
    where = (
        visits["authority"].dropna().iloc[0]
        if authorities == 1
        else count_things(authorities, "authority", "authorities")
    )
    verb = "is" if len(visits) == 1 else "are"
    return f"{documents} on {where} {verb} on file, with {problems} found while reading."


def exhibit_timeline(tables: dict[str, pd.DataFrame], visits: pd.DataFrame) -> Exhibit:
    """Return the chart of the visits in time; data as `list_timeline` gives them."""
    timeline = list_timeline(tables, visits)
    title = head_with_authority(visits, head_timeline(timeline))
    alt = pick_alt(describe_timeline(timeline), *([brief_timeline(timeline)] if len(timeline) else []))
    dates = [format_date(visit) for visit in visits.itertuples()]
    table = timeline.assign(date=dates)[["label", "date", "source_type", "grade", "area_grades"]]
    return Exhibit(timeline, "timeline", title, alt, "", table=table)


def list_timeline(tables: dict[str, pd.DataFrame], visits: pd.DataFrame) -> pd.DataFrame:
    """Return one row per visit compared: label, start_date, source_type, grade (overall) and area_grades (in words).

    Either may be missing; where overall grades have ended `grade` says so.
    """
    timeline = visits[["label", "start_date", "source_type"]]
    areas = name_area_grades(tables, visits)
    return timeline.assign(grade=find_overall_grades(tables, visits), area_grades=areas)


def head_timeline(timeline: pd.DataFrame) -> str:
    """Return a title for the visits in time, with the latest grade. `timeline` as `list_timeline` gives it.

    >>> dates = pd.to_datetime(["2020-09-29", "2024-10-01"])
    >>> head_timeline(pd.DataFrame({"start_date": dates, "grade": ["Good", None]}))
    '2 visits, 2020 to 2024; last graded Good'
    """
    if not len(timeline):
        return ""
    years, grades = timeline["start_date"].dt.year, timeline["grade"].dropna()
    many = f"{len(timeline)} visits, {years.min()} to {years.max()}"
    visits = many if len(timeline) > 1 else "One visit on file"
    if not len(grades):
        return visits
    last, none = grades.iloc[-1], read_words()["no_overall"]["said"]
    return pick_title(f"{visits}; {last if last == none else f'last graded {last}'}", visits)


def describe_timeline(timeline: pd.DataFrame) -> str:
    """Return in words what the timeline shows. `timeline` as `list_timeline` gives it."""
    if not len(timeline):
        return "No dated visit is on file."
    named = [f"{row.label}{_name_grade(row)}" for row in timeline.itertuples()]
    return f"{count_things(len(timeline), 'visit').capitalize()} in order of date: {'; '.join(named)}."


def _name_grade(row: tuple) -> str:
    """Return what a visit was graded, as it follows its label: overall, else by area; "" where nothing was."""
    if pd.isna(row.grade):
        return ""
    if row.grade != read_words()["no_overall"]["said"]:
        return f", graded {row.grade}"
    return f", {row.grade}{f' ({row.area_grades})' if pd.notna(row.area_grades) else ''}"


def exhibit_coverage(tables: dict[str, pd.DataFrame], visits: pd.DataFrame) -> Exhibit:
    """Return the chart of what each visit looked at; data as `compare_coverage` gives them."""
    coverage = compare_coverage(tables, visits)
    alt = pick_alt(describe_coverage(coverage), *(brief_coverage(coverage) if len(coverage) else []))
    title = head_with_authority(visits, head_coverage(coverage))
    cells = [label_value("coverage", *look) for look in list_rows(coverage, "look", "source_type")]
    table = cross_tabulate(coverage, ["theme_label"], "label", cells)
    return Exhibit(coverage, "coverage", title, alt, describe_basis(tables, visits), table=table)


def compare_coverage(tables: dict[str, pd.DataFrame], visits: pd.DataFrame) -> pd.DataFrame:
    """Return one row per visit and theme: what the visit looked at, and how that is known.

    Columns: theme, theme_label, label and source_type (of the visit), status, covered and why of `coverage`, and look:
    the status, or that findings show what it does not name (found).
    """
    rows = visits[["visit_id", "label", "source_type"]].merge(tables["coverage"], on="visit_id")
    rows["theme_label"] = label_themes(rows["theme"])
    rows["look"] = rows["status"].mask(rows["covered"] & (rows["status"] != "in_scope"), "found")
    return rows[["theme", "theme_label", "label", "source_type", "status", "covered", "why", "look"]]


def head_coverage(coverage: pd.DataFrame) -> str:
    """Return a title on the themes that the latest visit left out. `coverage` as `compare_coverage` gives it."""
    if not len(coverage):
        return ""
    latest = coverage[coverage["label"] == coverage["label"].iloc[-1]]
    unseen = ((latest["status"] == "outside_scope") & ~latest["covered"]).sum()
    if (latest["source_type"] == "press").all():
        return f"Left out, as the press reports: {unseen} of {len(latest)} themes"
    return f"The latest visit left out {unseen} of {len(latest)} themes"


def describe_coverage(coverage: pd.DataFrame) -> str:
    """Return sentences that name, visit by visit, the themes that were not looked at.

    `coverage` as `compare_coverage` gives it.
    """
    sentences = []
    for label, rows in coverage.groupby("label", sort=False):
        unseen = rows.loc[(rows["status"] == "outside_scope") & ~rows["covered"], "theme_label"]
        named = join_words(theme.lower() for theme in unseen) if len(unseen) else "no theme"
        silence = label_value("statuses", "not looked at", rows["source_type"].iloc[0]).capitalize()
        sentences.append(f"{silence} ({label}): {named}.")
    return " ".join(sentences) or read_words()["no_visit"]


def summarise_left_out(tables: dict[str, pd.DataFrame], visits: pd.DataFrame) -> Summary:
    """Return which documents are compared nowhere, and why; data as `list_left_out` gives them.

    `visits` are those compared, as `select_visits` gives them.
    """
    left_out = list_left_out(tables, visits)
    return Summary(left_out, describe_left_out(left_out))


def list_left_out(tables: dict[str, pd.DataFrame], visits: pd.DataFrame) -> pd.DataFrame:
    """Return one row per document that is not compared: of the authority of the `visits`, or of none that is known.

    `visits` are rows of the table of that name. Columns: file, visit, date, why (it is not compared), to_include (what
    to do about it), as the table `visits` has them in order. Documents on a visit that is compared are compared.
    """
    on_file = tables["visits"]
    compared = on_file["same_visit"].isin(visits["visit_id"]) & on_file["superseded_by"].isna()
    own = on_file["authority"].isin(visits["authority"]) | on_file["authority"].isna() | on_file["start_date"].isna()
    files, words = dict(list_rows(on_file, "visit_id", "file")), read_words()["left_out"]
    rows = []
    for visit in on_file[own & ~compared].itertuples():
        said = words[_why_left_out(visit)]
        facts = {"framework": visit.framework, "letter": files.get(visit.superseded_by)}
        rows.append((visit.file, visit.visit_type, format_date(visit), *(said[part].format(**facts) for part in said)))
    return frame_rows(rows, **dict.fromkeys(["file", "visit", "date", "why", "to_include"], "str"))


def _why_left_out(visit: tuple) -> str:
    if pd.isna(visit.authority):
        return "no_authority"
    if pd.isna(visit.start_date):
        return "no_date"
    if pd.notna(visit.superseded_by):
        return "letter"
    return "framework" if visit.framework in read_words()["left_out_frameworks"] else "earlier"


def describe_left_out(left_out: pd.DataFrame) -> str:
    """Return a sentence that counts the documents that are not compared. `left_out` as `list_left_out` gives them."""
    if not len(left_out):
        return "Every document on the authority is compared."
    verb = "is" if len(left_out) == 1 else "are"
    return f"{count_things(len(left_out), 'document').capitalize()} {verb} on file and not compared."


def describe_problems(problems: pd.DataFrame) -> str:
    """Return a sentence that says how many files are named below, or that all were read.

    `problems` is the table `problems`.
    """
    if not len(problems):
        return "Every file in data/raw was read, and what people wrote in about.csv and data/review fits them."
    n_files = problems["file"].nunique()
    return f"{count_things(len(problems), 'problem').capitalize()} with {count_things(n_files, 'file')}:"


def name_undated(tables: dict[str, pd.DataFrame]) -> str:
    """Return a sentence on the documents that no comparison uses because they have no date; empty without any."""
    undated = tables["visits"][tables["visits"]["start_date"].isna()]
    if not len(undated):
        return ""
    return f"Left out of every comparison, for want of a date: {join_words(undated['file'])}."
