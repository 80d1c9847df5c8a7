"""Coding: sentences, the themes they speak of with the words that show it, stance, direction, speaker."""

from analysis.base.sentences import split_sentences
from analysis.coding.codebook import Codebook, CodebookError, Theme, check_theme_ids, read_codebook
from analysis.coding.coder import LetterCoding, code_letter, code_texts
from analysis.coding.explain import explain, name_cue

__all__ = [
    "Codebook",
    "CodebookError",
    "LetterCoding",
    "Theme",
    "check_theme_ids",
    "code_letter",
    "code_texts",
    "explain",
    "name_cue",
    "read_codebook",
    "split_sentences",
]
