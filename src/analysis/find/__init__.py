"""Questions over the tables: words, themes, stance, dates, authorities; sentences answer them.

`analysis.find(tables, ...)` is the function `find` of this room, which may itself be called for that reason.
"""

import sys
from types import ModuleType

from analysis.find.answer import describe_found
from analysis.find.choices import Asked, pick_authority, pick_known, pick_themes
from analysis.find.export import export
from analysis.find.letters import select_asked
from analysis.find.likeness import like
from analysis.find.query import QuestionError
from analysis.find.sentences import find

__all__ = [
    "Asked",
    "QuestionError",
    "describe_found",
    "export",
    "find",
    "like",
    "pick_authority",
    "pick_known",
    "pick_themes",
    "select_asked",
]


class CallableRoom(ModuleType):
    """A room that may be called: it has the name of its function, and Python gives the name to the room."""

    __call__ = staticmethod(find)


sys.modules[__name__].__class__ = CallableRoom
