"""The structure tree of a tagged PDF (PDF 1.7, section 14.7): what each piece of a page is, in reading order.

The tree is built while the story is written, so that the reading order is the order of writing.
Nothing here draws; `tagged.py` records where each element's content stands and calls `write_structure` at the end.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any

from reportlab.pdfbase.pdfdoc import PDFArray, PDFDictionary, PDFName, PDFObjectReference, PDFString

Attribute = str | int | float | tuple[float, ...]
"""A name, a number or a list of numbers, as the attribute dictionaries of PDF hold them."""


@dataclass(frozen=True, slots=True)
class Content:
    """A run of marked content: page object name and the mark's number on that page."""

    page: str
    mcid: int


@dataclass(frozen=True, slots=True)
class AnnotationKid:
    """A link's annotation, which the element owns: object names of the annotation and of its page."""

    annotation: str
    page: str


@dataclass(slots=True, eq=False)
class Element:
    """A structure element: a standard role, its texts for assistive technology, and its kids in reading order.

    `alt` is the alternative text of a figure, `actual` replaces text that glyphs cannot give, `lang` a language
    other than the document's, `attributes` the attribute dictionaries by owner (`{"Table": {"Scope": "Row"}}`).
    """

    role: str
    alt: str = ""
    lang: str = ""
    actual: str = ""
    attributes: dict[str, dict[str, Attribute]] = field(default_factory=dict)
    parent: Element | None = None
    kids: list[Element | Content | AnnotationKid] = field(default_factory=list)
    words: str = ""
    """The human text of a link, which its annotations repeat."""

    def add(self, role: str, **texts: Any) -> Element:
        """A new last kid of this element; `texts` are fields of Element."""
        kid = Element(role, **texts)
        self.adopt(kid)
        return kid

    def adopt(self, kid: Element) -> None:
        """Make `kid` the last kid of this element, once."""
        if kid.parent is None:
            kid.parent = self
            self.kids.append(kid)

    def has_content(self) -> bool:
        """Whether anything was drawn for this element or below it; empty elements are not written."""
        return bool(self.alt) or any(not isinstance(kid, Element) or kid.has_content() for kid in self.kids)

    def walk(self) -> Iterator[Element]:
        """This element and all below it, in reading order."""
        yield self
        for kid in self.kids:
            if isinstance(kid, Element):
                yield from kid.walk()


@dataclass(frozen=True, slots=True)
class Artifact:
    """Marks that are not content: backgrounds and rules, or the running head and foot (`pagination`)."""

    pagination: str = ""

    def opening(self) -> str:
        """The operator that opens the mark (ISO 32000-1, 14.8.2.2)."""
        if self.pagination:
            return f"/Artifact <</Type /Pagination /Subtype /{self.pagination}>> BDC"
        return "/Artifact BMC"


DECORATION = Artifact()
HEADER = Artifact("Header")
FOOTER = Artifact("Footer")


def write_structure(document: Any, root: Element, parent_tree: Mapping[int, Element | list[Element]]) -> None:
    """Write the tree below `root` into ReportLab's PDF `document` and mark the document as tagged.

    `parent_tree` maps the StructParents number of a page to the owners of its marks, in order, and the StructParent
    number of an annotation to the element that owns it (ISO 32000-1, 14.7.4.4).
    """
    tree = PDFDictionary({"Type": PDFName("StructTreeRoot")})
    tree_reference = document.Reference(tree, "StructureTree")
    references: dict[Element, PDFObjectReference] = {}
    _write(document, root, tree_reference, references)
    numbers: list[Any] = []
    for key, owner in sorted(parent_tree.items(), key=lambda item: item[0]):
        numbers += [key, references[owner] if isinstance(owner, Element) else PDFArray([references[each] for each in owner])]
    tree["K"] = PDFArray([references[root]])
    tree["ParentTree"] = document.Reference(PDFDictionary({"Nums": PDFArray(numbers)}), "StructureParents")
    tree["ParentTreeNextKey"] = len(parent_tree)
    document.Catalog.StructTreeRoot = tree_reference
    document.Catalog.MarkInfo = PDFDictionary({"Marked": "true"})


def _write(document: Any, element: Element, parent: Any, references: dict[Element, PDFObjectReference]) -> PDFObjectReference:
    reference = references[element] = PDFObjectReference(f"StructureElement{len(references)}")
    page = next((kid.page for kid in element.kids if isinstance(kid, Content)), "")
    kids: list[Any] = []
    for kid in element.kids:
        if not isinstance(kid, Element):
            kids.append(_drawn(kid, page))
        elif kid.has_content():
            kids.append(_write(document, kid, reference, references))
    entries: dict[str, Any] = {"Type": PDFName("StructElem"), "S": PDFName(element.role), "P": parent}
    entries["K"] = kids[0] if len(kids) == 1 else PDFArray(kids)
    if page:
        entries["Pg"] = PDFObjectReference(page)
    for key, text in (("Alt", element.alt), ("Lang", element.lang), ("ActualText", element.actual)):
        if text:
            entries[key] = PDFString(text)
    if element.attributes:
        owners = [_attributes(owner, values) for owner, values in element.attributes.items()]
        entries["A"] = owners[0] if len(owners) == 1 else PDFArray(owners)
    document.Reference(PDFDictionary(entries), reference.name)
    return reference


def _drawn(kid: Content | AnnotationKid, page: str) -> Any:
    """A mark on the element's own page is a bare number; on another page, or an annotation, a dictionary."""
    if isinstance(kid, AnnotationKid):
        entries = {"Type": PDFName("OBJR"), "Obj": PDFObjectReference(kid.annotation), "Pg": PDFObjectReference(kid.page)}
        return PDFDictionary(entries)
    if kid.page == page:
        return kid.mcid
    return PDFDictionary({"Type": PDFName("MCR"), "Pg": PDFObjectReference(kid.page), "MCID": kid.mcid})


def _attributes(owner: str, values: Mapping[str, Attribute]) -> PDFDictionary:
    entries: dict[str, Any] = {"O": PDFName(owner)}
    for key, value in values.items():
        is_name, is_list = isinstance(value, str), isinstance(value, tuple)
        entries[key] = PDFName(value) if is_name else PDFArray(list(value)) if is_list else value  # type: ignore[arg-type]
    return PDFDictionary(entries)
