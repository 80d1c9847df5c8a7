"""A build on a Dask cluster: the tables are those of a local build, whatever is lost on the way."""

import os
import shutil
import signal
import subprocess
import sys
import time

import dask_work
import psutil
import pytest
from builds import FOCUSED_VISIT, build_clean, bytes_of
from dask_cluster import SOURCES, add_worker, end, open_dask
from distributed import Client
from shipped import copy_shipped

from analysis.base.folder import DataFolder
from analysis.build import build
from analysis.build.cluster import Cluster
from analysis.build.parts import ClusterError

NAMES = ("Leeds", "Bury", "Derby", "Luton", "Kent", "Essex", "Devon", "Surrey", "Norfolk", "Suffolk", "Dorset", "Hull")


@pytest.fixture(scope="module")
def dask(tmp_path_factory):
    """A cluster of two workers: one under a nanny, as people start them, and one without."""
    with open_dask(tmp_path_factory.mktemp("dask"), [("--nanny",), ("--no-nanny",)]) as cluster:
        yield cluster


def add_letters(folder):
    """Add a dozen made-up letters to the shipped documents."""
    for name in NAMES:
        (folder.raw / f"{name}.md").write_text(FOCUSED_VISIT.replace("Leeds", name), encoding="utf-8")
    return folder


@pytest.fixture
def many(shipped):
    """The folder of the shipped documents and a dozen made-up letters."""
    return add_letters(shipped)


@pytest.fixture(scope="module")
def expected(tmp_path_factory):
    """The fingerprints of the tables that a local build makes of them."""
    data = copy_shipped(tmp_path_factory.mktemp("local"))
    return build_clean(add_letters(DataFolder(data / "raw", data / "processed")), data / "processed")


def do_at(number, deed):
    """Return the progress of a build in which something is done when a letter of that number is read."""

    def progress(letters, _):
        for position, letter in enumerate(letters):
            if position == number:
                deed()
            yield letter

    return progress


@pytest.fixture
def cluster(dask):
    with Client(dask.address, set_as_default=False) as client:
        yield Cluster(client, dask.address)


def test_the_tables_are_those_of_a_local_build_all_at_once_or_letter_by_letter(dask, many, expected, tmp_path):
    (many.raw / "Hull.md").rename(tmp_path / "Hull.md")
    build(many, cluster=dask.address)
    shutil.move(tmp_path / "Hull.md", many.raw / "Hull.md")
    assert build(many, cluster=dask.address).files_read == ["Hull.md"]
    assert bytes_of(many.processed) == expected


def test_letters_and_tables_may_lie_in_a_store(dask, many, expected, tmp_path):
    from click.testing import CliRunner

    from analysis.cli import main

    at = ["--raw", many.raw.as_uri(), "--out", (tmp_path / "store").as_uri(), "--cluster", dask.address]
    result = CliRunner().invoke(main, ["build", *at])
    assert result.exit_code == 0, result.output
    assert f"{len(NAMES) + 2} documents from" in result.output and "in file:///" in result.output
    (tables,) = {path.parent for path in (tmp_path / "store").rglob("*.parquet")}
    assert bytes_of(tables) == expected


def test_a_letter_that_hangs_or_crashes_its_reader_is_given_up_alone(cluster):
    things = ["a", "hang", "b", "crash", "c"]
    answers = cluster.map(dask_work.hang_or_answer, things, instead=dask_work.say_why, seconds=2, ahead=10)
    assert list(answers) == ["A", "hang: too-slow", "B", "crash: crashed", "C"]


def test_a_part_that_ends_its_workers_is_halved_until_the_letter_is_alone(cluster):
    things = [*"abcdefg", "deadly", *"hijklmno"]  # in parts of two
    answers = list(cluster.map(dask_work.is_refused_by_all, things, instead=dask_work.say_why))
    assert answers == ["deadly: crashed" if thing == "deadly" else thing.upper() for thing in things]


def test_a_folder_that_is_away_for_a_moment_is_tried_again(cluster, tmp_path):
    assert list(cluster.map(dask_work.fail_once, [tmp_path / "mark"], instead=dask_work.say_why)) == ["there"]


def test_a_worker_that_is_killed_half_way_costs_nothing(dask, many, expected):
    killed = add_worker(dask, "--no-nanny")
    readers = []

    def kill():
        readers.extend(psutil.Process(killed.pid).children(recursive=True))
        os.kill(killed.pid, signal.SIGKILL)

    build(many, cluster=dask.address, progress=do_at(1, kill))
    assert killed.wait() == -signal.SIGKILL
    assert bytes_of(many.processed) == expected
    assert psutil.wait_procs(readers, timeout=60)[1] == []  # what it began ends with it


def test_a_reader_that_hangs_ends_after_its_time_though_its_worker_was_killed(tmp_path):
    mark = tmp_path / "mark"
    with open_dask(tmp_path, [("--no-nanny",)]) as dask, Client(dask.address, set_as_default=False) as client:
        Cluster(client, dask.address).map(dask_work.hang_for_good, [mark], instead=dask_work.say_why, seconds=1)
        while not (mark.exists() and mark.read_text(encoding="utf-8")):
            time.sleep(0.05)
        reader = psutil.Process(int(mark.read_text(encoding="utf-8")))
        os.kill(dask.workers[0].pid, signal.SIGKILL)
        dask.workers[0].wait()
        assert reader.is_running()
        assert psutil.wait_procs([reader], timeout=20)[1] == []


def test_a_lost_scheduler_leaves_the_tables_and_the_next_build_goes_on(many, expected, tmp_path, monkeypatch):
    from analysis.build import waiting

    (many.raw / "Hull.md").rename(tmp_path / "Hull.md")
    build(many)
    before = bytes_of(many.processed)
    shutil.move(tmp_path / "Hull.md", many.raw / "Hull.md")
    (many.raw.parent / "codebook.yml").write_bytes((SOURCES / "analysis" / "coding" / "codebook.yml").read_bytes())
    with open_dask(tmp_path, [("--no-nanny",)]) as dask, pytest.raises(ClusterError) as lost:
        build(many, cluster=dask.address, progress=do_at(8, dask.scheduler.kill))
    assert str(lost.value) == (
        f"{dask.address}: the scheduler of the cluster was lost. The tables are as they were, and the next build goes "
        "on from what was read"
    )
    assert bytes_of(many.processed) == before

    read = []
    monkeypatch.setattr(waiting, "read_letter", lambda file, real=waiting.read_letter: read.append(file) or real(file))
    build(many)
    assert len(read) <= len(NAMES) + 2 - 8
    assert bytes_of(many.processed) == expected


def test_a_worker_of_another_version_is_refused(dask, many, tmp_path):
    shutil.copytree(SOURCES / "analysis", tmp_path / "other" / "analysis", ignore=shutil.ignore_patterns("*.pyc"))
    with (tmp_path / "other" / "analysis" / "coding" / "codebook.yml").open("a") as stream:
        stream.write("# as it was before\n")
    other = add_worker(dask, "--no-nanny", sources=tmp_path / "other")
    try:
        with pytest.raises(ClusterError) as refused:
            build(many, cluster=dask.address)
    finally:
        end(other)
    assert str(refused.value).startswith("worker tcp://127.0.0.1:")
    assert " has code " in str(refused.value)
    assert ", and here it is " in str(refused.value)
    assert bytes_of(many.processed) == {}


def test_a_worker_that_does_not_see_the_letters_is_refused(dask, many, monkeypatch):
    monkeypatch.chdir(many.raw.parent)
    with pytest.raises(ClusterError, match=r"does not reach raw/Bury\.md, or finds another file there"):
        build(DataFolder(many.raw.relative_to(many.raw.parent), many.processed), cluster=dask.address)


def test_an_address_at_which_no_scheduler_is_gives_a_sentence(many, monkeypatch):
    monkeypatch.setattr("analysis.build.cluster.SECONDS_TO_ANSWER", 0.5)
    with pytest.raises(ClusterError, match=r"tcp://127\.0\.0\.1:9: no scheduler of a Dask cluster answers there"):
        build(many, cluster="tcp://127.0.0.1:9")
    with pytest.raises(ClusterError, match="nowhere: no scheduler"):
        build(many, cluster="nowhere")


def test_without_the_extra_a_sentence_says_what_to_install(many, monkeypatch):
    monkeypatch.setitem(sys.modules, "distributed", None)
    with pytest.raises(ClusterError, match=r"pip install '.\[cluster\]'"):
        build(many, cluster="tcp://127.0.0.1:9")


def test_a_local_build_loads_nothing_of_it(tmp_path):
    (tmp_path / "letters").mkdir()
    (tmp_path / "letters" / "Leeds.md").write_text(FOCUSED_VISIT, encoding="utf-8")
    code = (
        "import sys; from analysis.cli import main\n"
        "try: main(['build', '--raw', sys.argv[1]])\n"
        "except SystemExit: print(sorted({'distributed', 'dask', 'fsspec'} & set(sys.modules)))"
    )
    command = [sys.executable, "-c", code, tmp_path / "letters"]
    environment = os.environ | {"PYTHONPATH": str(SOURCES)}
    done = subprocess.run(command, env=environment, capture_output=True, text=True, check=True)
    assert done.stdout.splitlines()[-1] == "[]"
