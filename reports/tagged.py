"""The layer that makes ReportLab write tagged, accessible PDF (ISO 14289-1, PDF/UA-1), without post-processing.

ReportLab 5.1 draws; this canvas knows which structure element is being drawn. Switches of the current element stand
in the page's operator list and become marked content when the page is closed. Whatever is drawn while no element is
current becomes an artifact, so content can never be left unmarked.

Everything rests on ReportLab's own extension points (a Canvas subclass, `beginText`, `drawText`, `showPage`,
`_addAnnotation`, `save`, `_linkRecord`), apart from one corrected function: see `_without_null`.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import Any
from xml.sax.saxutils import escape

from reportlab.pdfbase import pdfmetrics, ttfonts
from reportlab.pdfbase.pdfdoc import PDFDictionary, PDFName, PDFStream, PDFString
from reportlab.pdfgen.canvas import Canvas
from reportlab.pdfgen.textobject import PDFTextObject

from reports.structure import DECORATION, AnnotationKid, Artifact, Content, Element, write_structure

_PAINTS = re.compile(r"(?:^|[\s\])>])(?:Tj|TJ|'|S|s|f\*?|F|B\*?|b\*?|sh|Do|EI)(?=\s|$)")
_SHOWS_IMAGE = re.compile(r"(?:^|\s)(?:Do|EI)(?=\s|$)")
DRAWN = frozenset({"Figure", "Form"})
"""Roles whose lines and fills say something: a picture, and a box to fill in."""


def _without_null(make: Any) -> Any:
    """ReportLab maps unused codes to U+0000, which PDF/UA forbids (ISO 14289-1, 7.21.7); say U+FFFD for them instead."""

    def corrected(name: str, subset: list[int]) -> str:
        return str(make(name, subset)).replace("> <0000>", "> <FFFD>")

    return corrected


ttfonts.makeToUnicodeCMap = _without_null(ttfonts.makeToUnicodeCMap)


class _Switch(str):
    """A change of what is being drawn, inside the page's operator list, where it takes no room."""

    __slots__ = ("target",)
    target: Element | Artifact

    @classmethod
    def to(cls, target: Element | Artifact) -> _Switch:
        switch = cls("")
        switch.target = target
        return switch


class Spaces:
    """Where the words of a paragraph have spaces between them, so that a line's end is told from a word cut in two."""

    def __init__(self, words: str) -> None:
        """`words` are all that the paragraph will draw, in order, on however many pages."""
        self._after: set[int] = set()
        self._drawn = 0
        letters = 0
        for character in words:
            if character.isspace():
                self._after.add(letters)
            else:
                letters += 1
        self._after.discard(letters)

    def follows(self, text: str) -> bool:
        """Whether a space that `text` does not hold follows it; `text` is what is drawn next."""
        self._drawn += sum(not character.isspace() for character in text)
        return bool(text) and not text[-1].isspace() and self._drawn in self._after


class TaggedText(PDFTextObject):
    """A text object whose words stay apart when read out, and whose links are elements of their own."""

    _canvas: TaggedCanvas
    _code: list[str]
    has_switches = False

    def _textOut(self, text: str, TStar: int = 0) -> None:  # noqa: N802, N803 - ReportLab's names
        # ReportLab drops the space at the end of a line, so the last word would run into the first of the next
        spaces = self._canvas.spaces
        if spaces is not None and spaces.follows(text) and TStar:
            text += " "
        super()._textOut(text, TStar)  # type: ignore[misc]

    def _linkRecord(self, link: tuple[int, str], what: str) -> None:  # noqa: N802 - ReportLab's hook at a link's ends
        current = self._canvas.current
        if not isinstance(current, Element):
            return
        self.has_switches = True
        if what == "start":  # called when the link's first word has just been put out
            element = self._canvas.link_element(link)
            self._canvas.pending_links.append(element)
            self._code.insert(len(self._code) - 1, _Switch.to(element))
        else:
            self._code.append(_Switch.to(current))


class TaggedCanvas(Canvas):
    """A canvas that records what it draws in a structure tree.

    `tree` is the Document element, `lang` its language. Draw between `old = canvas.switch(element)` and
    `canvas.switch(old)`; a target of `DECORATION`, `HEADER` or `FOOTER` draws an artifact.
    """

    _code: list[str]
    _doc: Any
    _annotationrefs: list[Any]

    def __init__(self, filename: Any, *, tree: Element, lang: str, **options: Any) -> None:
        self.tree, self.lang = tree, lang
        self.current: Element | Artifact = DECORATION
        self.is_muted = False
        """While true (a repeated table header) everything is an artifact: it was read out once already."""
        self.link_words: dict[str, str] = {}
        self.spaces: Spaces | None = None
        """The spaces of the paragraph that is being drawn."""
        self.page_of: dict[str, int] = {}
        """Page on which each bookmarked heading was drawn."""
        self.pending_links: list[Element] = []
        self._page_links: list[tuple[Element, Element]] = []
        self._links: dict[Any, Element] = {}
        self._parent_tree: dict[int, Element | list[Element]] = {}
        self._late: list[tuple[Any, str, Callable[[], str]]] = []
        self._is_tagged = False
        super().__init__(filename, lang=lang, pdfVersion=(1, 7), **options)

    # what is being drawn

    def switch(self, target: Element | Artifact) -> Element | Artifact:
        """From here on draw `target`; returns what was drawn until now."""
        old, self.current = self.current, DECORATION if self.is_muted else target
        self._links = {}
        self._code.append(_Switch.to(self.current))
        return old

    def link_element(self, link: Any) -> Element:
        """The Link element of `link` within the current element; it takes its place among the kids when first drawn."""
        element = self._links.get(link)
        if element is None:
            target = link[1] if isinstance(link, tuple) else ""
            element = self._links[link] = Element("Link", words=self.link_words.get(target, ""))
            if isinstance(self.current, Element):
                self._page_links.append((element, self.current))
        return element

    def note_heading(self, key: str, words: str, level: int, y: float) -> None:
        """Bookmark a heading at height `y` (points, in the current coordinates) and remember its page."""
        self.bookmarkHorizontal(key, 0, y)
        self.addOutlineEntry(words, key, level, closed=level > 0)
        self.page_of[key] = self.getPageNumber()

    def draw_late(self, x: float, y: float, font: str, size: float, words: Callable[[], str], *, right: bool = False) -> None:
        """Draw text that is known only when all pages are: `words` is called at the end.

        `x`, `y` in points; with `right`, `x` is the right edge. Saves laying the document out twice for page numbers.
        """
        place = f"\0late {len(self._late)}\0"
        current = self.current
        self._late.append((None, place, lambda: self._text_code(x, y, font, size, words(), right)))
        self._code.append("BT " + place)
        self._code.append(_Switch.to(current))

    def _text_code(self, x: float, y: float, font: str, size: float, words: str, right: bool) -> str:
        text = PDFTextObject(self, x - (pdfmetrics.stringWidth(words, font, size) if right else 0), y)
        text.setFont(font, size)
        text.textOut(words)
        return text.getCode().removeprefix("BT")

    # ReportLab's hooks

    def beginText(self, x: float = 0, y: float = 0, direction: Any = None) -> TaggedText:  # noqa: N802
        """A text object that knows about links."""
        return TaggedText(self, x, y, direction=direction)

    def drawText(self, aTextObject: Any) -> None:  # noqa: N802, N803
        """Put the text out; when it holds links, as separate operators, so that the switches stay between them."""
        code = aTextObject.getCode()
        if getattr(aTextObject, "has_switches", False):
            self._code.extend(aTextObject._code)
        else:
            self._code.append(code)

    def showPage(self) -> None:  # noqa: N802
        """Close the page: turn the switches into marked content, and give the page its place in the parent tree."""
        operators, owners = _mark(self._code, self._doc.thisPageName(), self._adopt_link)
        for link, parent in self._page_links:
            parent.adopt(link)
        self._page_links = []
        self._code[:] = operators
        carried_on = self.current
        super().showPage()
        page = self._doc.Pages.pages[-1]
        page.__NoDefault__ = [*page.__NoDefault__, "StructParents", "Tabs"]
        page.Tabs = PDFName("S")  # the tab key follows the structure
        if owners:
            page.StructParents = len(self._parent_tree)
            self._parent_tree[len(self._parent_tree)] = owners
        self._late = [(page if held is None else held, place, code) for held, place, code in self._late]
        self._code.append(_Switch.to(carried_on))

    def _adopt_link(self, element: Element) -> None:
        for link, parent in self._page_links:
            if link is element:
                parent.adopt(link)

    def _addAnnotation(self, annotation: Any, name: str | None = None, addtopage: int = 1) -> None:  # noqa: N802
        element = self._owner_of_annotation()
        if element is not None:
            key = len(self._parent_tree)
            name = name or f"LinkAnnotation{key}"
            self._parent_tree[key] = element
            element.kids.append(AnnotationKid(self._doc.annotationName(name), self._doc.thisPageName()))
            _describe(annotation, element.words or "Link", key)
        super()._addAnnotation(annotation, name, addtopage)  # type: ignore[misc]

    def _owner_of_annotation(self) -> Element | None:
        if self.pending_links:
            return self.pending_links.pop(0)
        if not isinstance(self.current, Element):
            return None
        return self.current if self.current.role == "Link" else self.link_element(object())

    def save(self) -> None:
        """Close the last page, fill in what was left open, write the structure and the metadata, and the file."""
        if any(not isinstance(token, _Switch) for token in self._code):
            self.showPage()
        self._code[:] = []
        if not self._is_tagged:
            self._is_tagged = True
            for page, place, code in self._late:
                page.stream = page.stream.replace(place, code())
            write_structure(self._doc, self.tree, self._parent_tree)
            self.setViewerPreference("DisplayDocTitle", "true")
            packet = _xmp(self._doc.info, self.lang, self._doc._timeStamp.YMDhms)
            kind = PDFDictionary({"Type": PDFName("Metadata"), "Subtype": PDFName("XML")})
            self._doc.Catalog.Metadata = PDFStream(kind, content=packet.encode("utf-8") + b"\n")
        super().save()


def _mark(code: list[str], page: str, on_first_use: Callable[[Element], None]) -> tuple[list[str], list[Element]]:
    """Operators with switches to operators with marked content; returns them and the owners of the marks in order.

    Lines and fills are content in a Figure or a printed field only: elsewhere (underlines, borders) they are artifacts.
    """
    out: list[str] = []
    owners: list[Element] = []
    wanted: Element | Artifact = DECORATION
    opened: Element | Artifact | None = None
    in_text = False

    def close() -> None:
        nonlocal opened
        if opened is not None:
            out.append("EMC")
            opened = None

    for operator in code:
        if isinstance(operator, _Switch):
            wanted = operator.target
            continue
        if operator in ("BT", "ET"):
            close()
            in_text = operator == "BT"
        elif (is_text := operator.startswith("BT")) or _PAINTS.search(operator):
            target = wanted
            if isinstance(wanted, Element) and not (is_text or in_text or wanted.role in DRAWN or _SHOWS_IMAGE.search(operator)):
                target = DECORATION
            if opened is not target:
                close()
                opened = target
                out.append(_opening(target, page, owners, on_first_use))
        out.append(operator)
    close()
    return out, owners


def _opening(target: Element | Artifact, page: str, owners: list[Element], on_first_use: Callable[[Element], None]) -> str:
    if isinstance(target, Artifact):
        return target.opening()
    if target.parent is None:
        on_first_use(target)
    target.kids.append(Content(page, len(owners)))
    owners.append(target)
    return f"/{target.role} <</MCID {len(owners) - 1}>> BDC"


def _describe(annotation: Any, words: str, key: int) -> None:
    """Give a link annotation its words and its number in the parent tree; flag 4 lets it print."""
    if isinstance(annotation, PDFDictionary):
        annotation["StructParent"], annotation["Contents"], annotation["F"] = key, PDFString(words), 4
    else:
        annotation.permitted = (*annotation.permitted, "StructParent")
        annotation.Contents = words
        annotation.otherkw.update(StructParent=key, F=4)


_XMP = """<?xpacket begin="\ufeff" id="W5M0MpCehiHzreSzNTczkc9d"?>
<x:xmpmeta xmlns:x="adobe:ns:meta/"><rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#">
<rdf:Description rdf:about="" xmlns:dc="http://purl.org/dc/elements/1.1/" xmlns:xmp="http://ns.adobe.com/xap/1.0/"
 xmlns:pdf="http://ns.adobe.com/pdf/1.3/" xmlns:pdfuaid="http://www.aiim.org/pdfua/ns/id/">
<dc:format>application/pdf</dc:format>
<dc:title><rdf:Alt><rdf:li xml:lang="x-default">{title}</rdf:li></rdf:Alt></dc:title>
<dc:creator><rdf:Seq><rdf:li>{author}</rdf:li></rdf:Seq></dc:creator>
<dc:description><rdf:Alt><rdf:li xml:lang="x-default">{subject}</rdf:li></rdf:Alt></dc:description>
<dc:language><rdf:Bag><rdf:li>{lang}</rdf:li></rdf:Bag></dc:language>
<xmp:CreateDate>{when}</xmp:CreateDate><xmp:ModifyDate>{when}</xmp:ModifyDate>
<xmp:CreatorTool>{creator}</xmp:CreatorTool>
<pdf:Producer>ReportLab PDF Library</pdf:Producer>
<pdfuaid:part>1</pdfuaid:part>
</rdf:Description></rdf:RDF></x:xmpmeta>
<?xpacket end="w"?>"""


def _xmp(info: Any, lang: str, moment: tuple[int, ...]) -> str:
    """The metadata packet that names the standard the file keeps (ISO 14289-1, 5)."""
    when = "{:04d}-{:02d}-{:02d}T{:02d}:{:02d}:{:02d}Z".format(*moment)
    texts = {name: escape(getattr(info, name) or "") for name in ("title", "author", "subject", "creator")}
    return _XMP.format(**texts, lang=escape(lang), when=when)
