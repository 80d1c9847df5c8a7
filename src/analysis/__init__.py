"""Findings across visits: what inspectors of children's services said, visit after visit."""

from typing import Any

__all__ = [
    "answer_example",
    "board",
    "charts",
    "choose",
    "choose_themes",
    "choose_visits",
    "compare",
    "describe_strays",
    "export",
    "find",
    "list_responses",
    "load",
    "say",
    "show",
    "show_codebook",
    "show_samples",
    "show_table",
    "show_themes",
    "start_afresh",
    "start_choice",
    "start_explore",
    "start_ledger_review",
    "start_pack",
    "start_responses",
    "start_review",
    "start_upload",
]

# Where each public name lives. They are imported when first used, so that the command line starts fast.
_HOMES = {
    "load": "notebook.load",
    "find": "find",
    "export": "find",
    "choose": "notebook.choice",
    "choose_themes": "notebook.choice",
    "choose_visits": "notebook.choice",
    "list_responses": "review",
    "say": "notebook.show",
    "show": "notebook.show",
    "show_codebook": "notebook.codebook",
    "show_samples": "notebook.samples",
    "show_table": "notebook.show",
    "show_themes": "notebook.show",
    "answer_example": "notebook.explore",
    "start_explore": "notebook.explore",
    "start_afresh": "notebook.copies",
    "start_choice": "notebook.choice_page",
    "start_ledger_review": "notebook.review",
    "start_responses": "notebook.review",
    "start_review": "notebook.review",
    "start_pack": "notebook.pack_page",
    "start_upload": "notebook.upload",
    "describe_strays": "notebook.strays",
    "board": "board",
    "charts": "charts",
    "compare": "compare",
}


def __getattr__(name: str) -> Any:
    from importlib import import_module

    if name not in _HOMES:
        raise AttributeError(f"module 'analysis' has no attribute {name!r}; it has {', '.join(__all__)}")
    home = import_module(f"analysis.{_HOMES[name]}")
    return home if name == _HOMES[name] else getattr(home, name)
