"""A data folder that means harm is built: nothing is asked of the network, run, or written anywhere else."""

import os
import pickle
import re
import socket
import subprocess
import sys
import zipfile
from contextlib import suppress
from dataclasses import replace
from io import BytesIO
from pathlib import Path

import pandas as pd
import pytest
from builds import FOCUSED_VISIT
from hostile import make_docx, make_raw_pdf, paragraph

GUARD = Path(__file__).parent / "guard"
SECRET = "what nobody may read"
HARM = """=HYPERLINK("http://{host}/","x") <script>fetch('http://{host}/')</script> <img src="http://{host}/"
onerror="alert(1)"/> ${{{{7*7}}}} $(touch harm) `touch harm` ; touch harm"""

linked = pytest.mark.skipif(sys.platform == "win32", reason="on Windows only some people may make a link")


def make_page(secret: Path, host: str) -> str:
    """Return a web page that asks for other files, and declares entities: also to who reads it as XML."""
    declared = f'<!DOCTYPE html [<!ENTITY secret SYSTEM "file://{secret}"><!ENTITY far SYSTEM "http://{host}/x">]>'
    asks = f'<link rel="stylesheet" href="http://{host}/a.css"/><base href="http://{host}/"/>'
    asks += '<meta http-equiv="refresh" content="0;url=/x"/><iframe src="/x">'
    words = "<p>Inspectors saw &secret; and &far; that social workers know children well.</p>" * 20
    body = words + HARM.format(host=host)
    return f"<?xml version='1.0'?>{declared}<html><head>{asks}</iframe></head><body>{body}</body></html>"


def make_word(secret: Path, host: str) -> bytes:
    """Return a Word file whose template, picture and inserted file lie elsewhere."""
    kind = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
    far = {"attachedTemplate": f"http://{host}/t", "image": f"http://{host}/p", "aFChunk": secret.as_uri()}
    outside = "".join(
        f'<Relationship Id="x{n}" Type="{kind}/{what}" Target="{target}" TargetMode="External"/>'
        for n, (what, target) in enumerate(far.items())
    )
    asks = f"""<w:p><w:r><w:instrText>INCLUDETEXT "{secret}"</w:instrText></w:r></w:p>
        <w:altChunk xmlns:r="{kind}" r:id="x2"/>"""
    made = BytesIO()
    with (
        zipfile.ZipFile(BytesIO(make_docx(asks.encode() + paragraph("Social workers know children well.")))) as plain,
        zipfile.ZipFile(made, "w") as archive,
    ):
        for name in plain.namelist():
            end = b"</Relationships>"
            data = plain.read(name)
            archive.writestr(name, data.replace(end, outside.encode() + end) if "document.xml.rels" in name else data)
    return made.getvalue()


def make_pdf_that_acts(host: str) -> bytes:
    """Return a PDF that asks for a program, a script and a page to be opened, and whose forms are tried apart."""
    acts = f"<</S/JavaScript/JS(app.launchURL\\('http://{host}/'\\))/Next<</S/Launch/F(/bin/sh)>>>>".encode()
    form = b"<</Subtype/Form/BBox[0 0 9 9]/Length 0>>stream\n\nendstream"
    text = b"BT /F 12 Tf 72 700 Td (Social workers know children well.) Tj ET"
    return make_raw_pdf(
        [
            b"<</Type/Catalog/Pages 2 0 R/OpenAction %s>>" % acts,
            b"<</Type/Pages/Kids[3 0 R]/Count 1>>",
            b"<</Type/Page/Parent 2 0 R/MediaBox[0 0 595 842]/Contents 4 0 R/Resources<</Font<</F 5 0 R>>>>>>",
            b"<</Length %d>>stream\n%s\nendstream" % (len(text), text),
            b"<</Type/Font/Subtype/Type1/BaseFont/Helvetica>>",
            *[form] * 4,
        ]
    )


def write_letters(raw: Path, secret: Path, host: str) -> None:
    """Write letters that mean harm, under names that do too."""
    raw.mkdir(parents=True)
    (raw / "page.html").write_text(make_page(secret, host), encoding="utf-8")
    (raw / "word.docx").write_bytes(make_word(secret, host))
    (raw / "acts.pdf").write_bytes(make_pdf_that_acts(host))
    head = "From: a@example.org\nMIME-Version: 1.0\nContent-Type: text/html\nContent-Location: http://x/\n\n"
    (raw / "page.mht").write_text(head + make_page(secret, host), encoding="utf-8")
    letter = FOCUSED_VISIT.replace("- Pathway plans", f"- {HARM.format(host=host)} pathway plans")
    for name in ("=1+1.md", "$(touch harm).md", "; touch harm .md", "<img src=x onerror=alert(1)>.md", "-rf.md"):
        (raw / name).write_text(letter.replace("9 and 10", f"{len(name)} and {len(name) + 1}"), encoding="utf-8")
    for module in ("pypdfium2", "pandas", "docx", "lxml", "analysis"):  # a name that Python might take for a library
        (raw / f"{module}.py").write_text("open('harm', 'w')")


def run_guarded(command: list[str], data: Path) -> tuple[str, str]:
    """Run a command of the suite where the letters lie; return what it printed, and what it reached out for."""
    log = data.parent / "log"
    (data.parent / "tmp").mkdir(exist_ok=True)
    ours = [str(GUARD), *(path for path in sys.path if path)]
    environment = os.environ | {
        "PYTHONPATH": os.pathsep.join(ours),
        "PYTHONDONTWRITEBYTECODE": "1",
        "GUARD_LOG": str(log),
        "GUARD_WITHIN": str(data.parent),
        "TMPDIR": str(data.parent / "tmp"),
        "MPLCONFIGDIR": str(data.parent / "tmp"),
        "VISITS_DATA": str(data),
    }
    run = "import sys; sys.argv[0] = 'visits'; from analysis.cli import main; main()"
    done = subprocess.run(
        [sys.executable, "-P", "-c", run, *command],
        cwd=data / "raw", env=environment, capture_output=True, text=True, check=False,
    )  # fmt: skip
    return done.stdout + done.stderr, log.read_text()


@pytest.fixture(scope="module")
def built(tmp_path_factory) -> tuple[Path, str, str]:
    """The data folder of a build of letters that mean harm, what was printed, and what was reached out for."""
    place = tmp_path_factory.mktemp("harm")
    secret, data = place / "outside" / "secret.txt", place / "case" / "data"
    secret.parent.mkdir()
    secret.write_text(SECRET, encoding="utf-8")
    listener = socket.create_server(("127.0.0.1", 0))
    listener.setblocking(False)
    write_letters(data / "raw", secret, f"127.0.0.1:{listener.getsockname()[1]}")
    workshop = data / "processed" / ".workshop"
    workshop.mkdir(parents=True)
    (workshop / "x.pickle").write_bytes(pickle.dumps(os.getcwd))
    said, reached = run_guarded(["build", "--jobs", "2"], data)
    with listener, suppress(BlockingIOError):
        reached += f"{listener.accept()}"  # a library need not ask through Python
    return data, said, reached


def test_the_guard_sees_what_reaches_out(tmp_path):
    (tmp_path / "case" / "raw").mkdir(parents=True)
    for harm in ("open('/harm', 'w')", "__import__('socket').create_connection(('127.0.0.1', 9))",
                 "__import__('subprocess').run(['true'])"):  # fmt: skip
        (tmp_path / "log").unlink(missing_ok=True)
        environment = {"PYTHONPATH": str(GUARD), "GUARD_LOG": str(tmp_path / "log")}
        environment |= {"GUARD_WITHIN": str(tmp_path)}
        subprocess.run([sys.executable, "-c", harm], env=os.environ | environment, capture_output=True, check=False)
        assert (tmp_path / "log").read_text(), harm


def test_a_build_asks_nobody_runs_nothing_and_writes_nowhere_else(built):
    data, said, reached = built
    assert "Traceback" not in said
    assert reached == ""
    assert not list(data.parent.parent.rglob("harm"))
    assert [path.name for path in data.parent.parent.joinpath("outside").iterdir()] == ["secret.txt"]


def test_what_can_be_read_is_read_and_no_entity_is(built):
    data, said, _ = built
    visits = pd.read_parquet(data / "processed" / "visits.parquet")
    assert {"page.html", "word.docx", "acts.pdf", "page.mht", "=1+1.md"} <= set(visits["file"]), said
    for table in (data / "processed").glob("*.parquet"):
        assert SECRET not in pd.read_parquet(table).to_csv()


@pytest.mark.parametrize("command", [["choose", "Leeds"], ["brief", "=1+1.md"], ["board", "--authority", "Leeds"]])
def test_what_is_made_of_letters_asks_nobody_and_lies_in_the_output_folder(built, command):
    data, *_ = built
    (data.parent / "log").unlink()
    said, reached = run_guarded(command, data)
    assert "Traceback" not in said
    assert "Leeds" in said or "leeds" in said
    assert reached == ""
    assert not list(data.parent.parent.rglob("harm"))


def test_no_exported_cell_is_a_formula(built):
    data, *_ = built
    out = data.parent / "out"
    said, reached = run_guarded(["export", "--out", str(out)], data)
    assert "Traceback" not in said
    assert reached == ""
    cells = [str(cell) for path in out.glob("*.csv") for row in pd.read_csv(path, dtype=str).to_numpy() for cell in row]
    assert not [cell for cell in cells if cell.strip()[:1] in ("=", "+", "@")]
    assert "'=1+1.md" in cells


@linked
@pytest.mark.parametrize("name", [".workshop", ".ready", ".lock", ".state.json", "visits.parquet", "build.json"])
def test_no_link_in_a_data_folder_leads_a_build_elsewhere(tmp_path, name):
    """Somebody sends a whole data folder, in which a name that a build writes is a link."""
    from analysis.base.folder import DataFolder
    from analysis.base.mendable import MendableError
    from analysis.build import build

    outside, folder = tmp_path / "outside", DataFolder(tmp_path / "data" / "raw", tmp_path / "data" / "processed")
    outside.mkdir()
    (outside / "a.parquet").write_text(SECRET)
    folder.raw.mkdir(parents=True)
    (folder.raw / "leeds.md").write_text(FOCUSED_VISIT, encoding="utf-8")
    folder.processed.mkdir()
    target = outside if name in (".workshop", ".ready") else outside / "a.parquet"
    (folder.processed / name).symlink_to(target)
    try:
        build(folder)
    except MendableError:
        assert name == ".lock"
    assert [path.name for path in outside.iterdir()] == ["a.parquet"]
    assert (outside / "a.parquet").read_text() == SECRET


@linked
def test_no_link_in_a_folder_of_decisions_or_letters_is_written_through(tmp_path):
    from analysis.base.folder import DataFolder
    from analysis.base.settings import Settings, write_settings
    from analysis.build.add import add_letters
    from analysis.notebook.review.reviewer import write_reviewer
    from analysis.review import write_decisions

    outside, data = tmp_path / "outside.txt", tmp_path / "data"
    folder = DataFolder(data / "raw", data / "processed")
    outside.write_text(SECRET)
    for path in (folder.raw, folder.review):
        path.mkdir(parents=True)
    names = ["review/coding.csv", "review/.coding.csv.writing", "review/.reviewer", "settings.toml"]
    for name in names:
        (data / name).symlink_to(outside if name != "review/coding.csv" else tmp_path / "not there.csv")
    (folder.raw / "new.md").symlink_to(tmp_path / "also not there.md")
    write_decisions(folder.review, [{"sentence_id": "a", "text": "b", "reviewer": "Ann"}])
    write_reviewer(folder, "Ann")
    write_settings(folder, Settings(authority="Leeds"))

    given = tmp_path / "given"
    given.mkdir()
    (given / "new.md").write_text(FOCUSED_VISIT, encoding="utf-8")
    (given / "secret.md").symlink_to(outside)
    added, refused, _ = add_letters([given], folder)
    assert added == []
    assert "is, or lies behind, a link" in " ".join(refused)
    assert "It is a link to a file elsewhere" in " ".join(refused)
    assert outside.read_text() == SECRET
    assert sorted(path.name for path in tmp_path.iterdir()) == ["data", "given", "outside.txt"]


def test_a_notebook_beside_a_data_folder_of_somebody_else_is_not_run(tmp_path, monkeypatch):
    from analysis.base.resources import PACKAGE
    from analysis.notebook.stored import find_notebooks

    (tmp_path / "data" / "raw").mkdir(parents=True)
    (tmp_path / "notebooks").mkdir()
    (tmp_path / "notebooks" / "00_start_here.ipynb").write_text("{}")
    monkeypatch.setenv("VISITS_DATA", str(tmp_path / "data"))
    assert {path.parent for path in find_notebooks()} == {PACKAGE.parent.parent / "notebooks"}


def test_the_data_of_a_chart_hold_no_formula(tables, tmp_path):
    from analysis.board.export import write_exhibit
    from analysis.compare import exhibit_balance, quote_themes

    visits = tables["visits"].assign(label=["One", "Two"])
    exhibit = exhibit_balance(tables, visits, ["supervision"])
    passages = quote_themes(tables, visits, "supervision")
    harm = replace(exhibit, passages=passages.assign(text="=1+1\u202e" + passages["text"]))
    *_, written = write_exhibit(harm, name="../../harm", folder=tmp_path / "charts")
    assert written == tmp_path / "charts" / "harm-passages.csv"
    texts = pd.read_csv(written)["text"]
    assert len(texts)
    assert all(text.startswith("'=1+1") and "\u202e" not in text for text in texts)


@pytest.mark.parametrize(
    "name", ["../../x", "/etc/passwd", "C:\\x", "..", "a\0b", "Stoke\u202e-on-Trent", "x" * 9, "a:b", "~"]
)
def test_what_leaves_the_house_is_called_by_plain_letters(name):
    from analysis.tables import slug

    assert re.fullmatch("[a-z0-9-]*", slug(name))
