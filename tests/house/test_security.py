"""SECURITY.md promises nothing that no test holds: every test that it names is there, and it stays one page."""

import ast
import re

from shipped import REPOSITORY

PAGE = (REPOSITORY / "SECURITY.md").read_text(encoding="utf-8")
NAMED = re.findall(r"`(tests/[\w/]+\.py)::(\w+)`", PAGE)


def test_every_test_that_is_named_is_there():
    for path, name in NAMED:
        tree = ast.parse((REPOSITORY / path).read_text(encoding="utf-8"))
        assert name in {node.name for node in tree.body if isinstance(node, ast.FunctionDef)}, f"{path}::{name}"


def test_every_promise_names_a_test():
    promises = [line for line in PAGE.splitlines() if line.startswith("| ") and not line.startswith("| promise")]
    assert len(promises) > 10
    assert all("::test_" in line for line in promises)


def test_it_stays_one_page():
    assert len(re.sub(r"`tests/\S+`", "", PAGE).split()) < 750
