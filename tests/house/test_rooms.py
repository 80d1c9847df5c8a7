"""The rooms stand as CONTRIBUTING.md draws them: none unknown, arrows up only, no circle."""

import pytest
from house.imports import find_circle, list_arrows, list_within, read_imports
from house.rooms import (
    PICTURE,
    REPOSITORY,
    SOURCES,
    draw,
    find_wrong_arrows,
    list_loose_files,
    list_rooms,
    read_picture,
)


@pytest.fixture(scope="module")
def imports():
    return read_imports(SOURCES)


def test_every_folder_is_a_room_that_is_known_and_no_room_is_gone():
    assert list_rooms() == set(read_picture())


def test_nothing_stands_loose_beside_the_rooms():
    assert list_loose_files() == set()


def test_every_room_says_what_it_holds():
    assert [room for room, (holds, _) in read_picture().items() if len(holds.split()) < 3] == []


def test_a_room_imports_only_rooms_above_it(imports):
    assert find_wrong_arrows(list_arrows(imports), list(read_picture())) == []


def test_no_rooms_import_each_other_in_a_circle(imports):
    assert find_circle(list_arrows(imports)) == []


def test_no_modules_of_a_room_import_each_other_in_a_circle(imports):
    assert find_circle(list_within(imports)) == []


def test_the_picture_shows_what_each_room_imports(imports):
    drawn = {room: targets for room, (_, targets) in read_picture().items()}
    assert drawn == list_arrows(imports), "python tests/refresh_rooms.py draws it anew"
    text = PICTURE.read_text(encoding="utf-8")
    assert draw(text, list_arrows(imports)) == text


def test_pytest_looks_into_every_folder(request):
    passed_over = request.config.getini("norecursedirs")
    files = [path for top in ("src", "tests") for path in (REPOSITORY / top).rglob("*.py")]
    folders = {part for path in files for part in path.relative_to(REPOSITORY).parts}
    assert sorted(folders & set(passed_over)) == [], "their tests would never run: see norecursedirs"


def test_a_folder_or_file_that_nobody_drew_is_seen(tmp_path):
    for name in ("read/pdf.py", "attic/old.py", "words/words.yml", "gone/__pycache__/gone.pyc"):
        (tmp_path / name).parent.mkdir(parents=True)
        (tmp_path / name).touch()
    for name in ("__init__.py", "cli.py", "loose.py"):
        (tmp_path / name).touch()
    assert list_rooms(tmp_path) == {"read", "attic", "words", "cli", "loose"}
    assert list_loose_files(tmp_path) == {"loose.py"}


def test_drawing_fills_the_last_column_in_the_order_of_the_rooms():
    rooms = "| `read/` | lines | |\n| `build/` | tables | letters |\n| `cli.py` | commands | |\n"
    assert draw(rooms, {"build": {"read"}, "cli": {"build", "read"}}) == (
        "| `read/` | lines | |\n| `build/` | tables | read |\n| `cli.py` | commands | read, build |\n"
    )
