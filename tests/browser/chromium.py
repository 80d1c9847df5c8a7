"""A Chromium without a window, and pages in it that note whatever they ask for."""

import os
import shutil
from collections.abc import Iterator
from contextlib import contextmanager

from playwright.sync_api import Browser, Page, Playwright

NAMES = ("chromium", "chromium-browser", "google-chrome", "chrome", "msedge")
# Whatever a page asks for, nothing leaves the machine; `open_page` says that it asked.
OPTIONS = ["--no-sandbox", "--host-resolver-rules=MAP * ~NOTFOUND, EXCLUDE 127.0.0.1"]


def find_chromium() -> str | None:
    """Return where Chromium, or a browser built on it, is; $CHROMIUM names one that goes by another name."""
    return os.environ.get("CHROMIUM") or next(filter(None, map(shutil.which, NAMES)), None)


def start_chromium(playwright: Playwright) -> Browser:
    """Start the browser that `find_chromium` names."""
    return playwright.chromium.launch(executable_path=find_chromium(), args=OPTIONS)


@contextmanager
def open_page(browser: Browser, *, width: int = 1280, height: int = 800, dark: bool = False) -> Iterator[Page]:
    """Open an empty page, with no memory of others. Raises AssertionError where it asked for what is not here."""
    scheme = "dark" if dark else "light"
    with browser.new_context(viewport={"width": width, "height": height}, color_scheme=scheme) as context:
        asked = []
        context.on("request", lambda request: asked.append(request.url))
        page = context.new_page()
        page.on("websocket", lambda socket: asked.append(socket.url))
        yield page
    assert not [address for address in asked if not is_here(address)]


def is_here(address: str) -> bool:
    """Return whether an address is on this machine.

    >>> is_here("http://127.0.0.1:8888/lab"), is_here("data:image/png;base64,"), is_here("http://127.0.0.1.org/")
    (True, True, False)
    """
    scheme, _, rest = address.partition(":")
    local = rest.removeprefix("//").startswith(("127.0.0.1:", "127.0.0.1/"))
    return local or scheme in ("data", "blob", "file", "about")
