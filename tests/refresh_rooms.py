"""Write what each room imports into CONTRIBUTING.md, which the tests of the house hold to it."""

from house.imports import list_arrows, read_imports
from house.rooms import PICTURE, SOURCES, draw


def main() -> None:
    """Write the last column of the picture."""
    text = PICTURE.read_text(encoding="utf-8")
    PICTURE.write_text(draw(text, list_arrows(read_imports(SOURCES))), encoding="utf-8")


if __name__ == "__main__":
    main()
