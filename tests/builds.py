"""A letter to add to the shipped documents, and what tells two builds apart."""

import hashlib
from pathlib import Path

from analysis.base.folder import DataFolder
from analysis.build import build

FOCUSED_VISIT = """Ofsted
Piccadilly Gate

12 March 2021

Dear Ms Example,

### **Focused visit to Leeds children’s services**

This letter summarises the findings of a focused visit to Leeds children’s services on 9 and 10 February 2021.

Inspectors looked at the local authority’s arrangements for care leavers.

### **Headline findings**

Personal advisers know young people well.

### **Findings**

- Pathway plans are thorough and young people help to write them.
- Social workers’ caseloads are too high, and supervision is irregular.

Yours sincerely

Ann Example
His Majesty’s Inspector
"""


def bytes_of(folder: Path) -> dict[str, str]:
    """Return the fingerprint of every table in a folder."""
    return {path.name: hashlib.sha256(path.read_bytes()).hexdigest() for path in sorted(folder.glob("*.parquet"))}


def build_clean(folder: DataFolder, where: Path) -> dict[str, str]:
    build(DataFolder(folder.raw, where))
    return bytes_of(where)
