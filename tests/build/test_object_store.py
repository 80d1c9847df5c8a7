"""Letters and tables in an object store that speaks S3, as councils rent them: one on this machine, in memory.

Its packages, s3fs and moto[server], are not in the lock, for each store has its own.
"""

import json
import os
import subprocess
import sys

import pytest
from builds import FOCUSED_VISIT, build_clean, bytes_of
from dask_cluster import SOURCES, open_dask

pytest.importorskip("s3fs", reason="the package s3fs is not installed, with which a store that speaks S3 is read")
moto = pytest.importorskip("moto.server", reason="the package moto[server] is not installed, with its store to try")

DATA = "council/data"


@pytest.fixture
def store(monkeypatch, shipped):
    """A store of this machine with the shipped data folder; what it is called stands in the environment alone."""
    import s3fs

    server = moto.ThreadedMotoServer("127.0.0.1", port=0, verbose=False)
    server.start()
    monkeypatch.setenv("AWS_ENDPOINT_URL", "http://{}:{}".format(*server.get_host_and_port()))
    for name in ("ACCESS_KEY_ID", "SECRET_ACCESS_KEY"):
        monkeypatch.setenv(f"AWS_{name}", "only-here")
    files = s3fs.S3FileSystem(skip_instance_cache=True, use_listings_cache=False)
    files.mkdir("council")
    files.put(str(shipped.raw.parent), DATA, recursive=True)
    yield files
    files.rm("council", recursive=True)  # all stores of one process hold the same
    server.stop()


def run_build(*options, machine=None):
    """Return how the command ended that builds in the store; `machine` is the folder for temporary files of another."""
    command = ["build", "--raw", f"s3://{DATA}/raw", "--out", f"s3://{DATA}/tables", *options]
    environment = os.environ | {"PYTHONPATH": str(SOURCES)} | ({"TMPDIR": str(machine)} if machine else {})
    return subprocess.run(
        [sys.executable, "-m", "analysis.cli", *command], env=environment, capture_output=True, text=True, check=False
    )


def read_tables_of(store, where):
    """Return the fingerprints of the tables that the manifest in the store names."""
    folder = json.loads(store.cat_file(f"{DATA}/tables/manifest.json"))["tables"]
    where.mkdir()
    store.get(f"{DATA}/tables/{folder}/*.parquet", f"{where}/")
    return bytes_of(where)


def test_the_tables_are_those_of_a_folder_and_a_letter_is_added(store, shipped, tmp_path):
    assert run_build().returncode == 0
    store.pipe_file(f"{DATA}/raw/Leeds.md", FOCUSED_VISIT.encode())
    done = run_build()
    assert "(1 read now, 2 as they were)" in done.stdout, done.stderr
    (shipped.raw / "Leeds.md").write_text(FOCUSED_VISIT, encoding="utf-8")
    assert read_tables_of(store, tmp_path / "copy") == build_clean(shipped, tmp_path / "clean")
    assert not [name for name in store.find(f"{DATA}/tables") if "/.build-" in name or "/.workshop/" in name]


def test_the_workers_of_a_cluster_read_from_it_and_write_to_it(store, shipped, tmp_path):
    with open_dask(tmp_path, [("--nanny",), ("--no-nanny",)]) as dask:
        done = run_build("--cluster", dask.address)
    assert done.returncode == 0, done.stderr
    assert read_tables_of(store, tmp_path / "copy") == build_clean(shipped, tmp_path / "clean")


def test_a_build_of_another_machine_gives_way(store, tmp_path):
    store.pipe_file(f"{DATA}/tables/.build-other.json", b'{"machine": "another", "began": "just now"}')
    done = run_build(machine=tmp_path)
    assert done.returncode == 1
    assert "machine 'another' builds there since 'just now'; build again when it has ended" in done.stderr
    store.rm_file(f"{DATA}/tables/.build-other.json")
    assert run_build(machine=tmp_path).returncode == 0
