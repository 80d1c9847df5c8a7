"""What the published schema of REFI-QDA says, as the models of pyrefiqda, which were made of it, hold it."""

import re
from collections.abc import Iterator

from lxml import etree
from pydantic import BaseModel
from xsdata_pydantic.bindings import XmlContext

CONTEXT = XmlContext()


def find_faults(element: etree._Element, model: type[BaseModel]) -> Iterator[str]:
    """Yield what an element and those below it have that the schema forbids, or lack that it asks for.

    Attributes are known, present and of their pattern; elements are known, in their order, and as many as may be.
    """
    meta, name = CONTEXT.build(model), etree.QName(element).localname
    known = {variable.local_name: variable for variable in meta.attributes.values()}
    yield from (f"{name}: attribute {key} is unknown" for key in element.attrib if key not in known)
    for key, variable in known.items():
        if variable.required and key not in element.attrib:
            yield f"{name}: attribute {key} is missing"
        pattern = model.model_fields[variable.name].xsdata_metadata.get("pattern")
        if pattern and key in element.attrib and not re.fullmatch(pattern, element.attrib[key]):
            yield f"{name}: attribute {key} is {element.attrib[key]!r}"
    below = {variables[0].local_name: variables[0] for variables in meta.elements.values()}
    order = [below[tag].index for tag in map(_tag, element) if tag in below]
    if order != sorted(order):
        yield f"{name}: {[_tag(child) for child in element]} are not in their order"
    for tag, variable in below.items():
        n, least = sum(_tag(child) == tag for child in element), _least(model, variable)
        if n < least or (n > 1 and not variable.list_element):
            yield f"{name}: {n} of {tag}"
    for child in element:
        if _tag(child) not in below:
            yield f"{name}: element {_tag(child)} is unknown"
        elif below[_tag(child)].clazz and issubclass(below[_tag(child)].clazz, BaseModel):
            yield from find_faults(child, below[_tag(child)].clazz)


def _tag(element: etree._Element) -> str:
    return etree.QName(element).localname


def _least(model: type[BaseModel], variable) -> int:
    field = model.model_fields[variable.name]
    return field.xsdata_metadata.get("min_occurs", int(field.is_required()))
