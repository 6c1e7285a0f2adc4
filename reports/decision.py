"""The decision notice: the question, what was decided and why, and a reply to every point that people made."""

from __future__ import annotations

from reports.blocks import Manuscript
from reports.data import DecisionNotice, Reply
from reports.document import Cover, Imprint, bind, write_cover
from reports.phrases import phrases
from reports.style import STANDARD, Edition
from reports.tables import Column, Row
from reports.words import paragraphs, plain


def build(notice: DecisionNotice, edition: Edition = STANDARD) -> bytes:
    """The decision as tagged PDF (PDF/UA-1). The same notice and edition give the same bytes.

    Raises `phrases.LanguageNotOffered` for a language without fixed words, and `style.TypefaceMissing`.
    """
    manuscript = Manuscript(phrases(notice.language), edition)
    say = manuscript.phrases.say
    imprint = Imprint(
        notice.title, notice.organisation, manuscript.phrases.language, say("cover.decision"), notice.notice, notice.decided_on
    )
    write_cover(manuscript, imprint, _cover(manuscript, notice))
    _write_decision(manuscript, notice)
    _write_replies(manuscript, notice.replies)
    _write_record(manuscript, notice)
    return bind(manuscript, imprint)


def _cover(manuscript: Manuscript, notice: DecisionNotice) -> Cover:
    say = manuscript.phrases.say
    return Cover(
        kicker=say("cover.kicker"),
        kind=say("cover.decision"),
        question=(say("decision.question"), notice.question),
        lines=(_decided(manuscript, notice),),
        link=(say("cover.decision_online"), notice.page_url),
    )


def _decided(manuscript: Manuscript, notice: DecisionNotice) -> str:
    if notice.decided_on is None:
        return manuscript.phrases.say("decision.decided_undated", who=notice.decided_by)
    return manuscript.phrases.say("decision.decided", who=notice.decided_by, date=manuscript.phrases.date(notice.decided_on))


def _write_decision(manuscript: Manuscript, notice: DecisionNotice) -> None:
    with manuscript.inside("Sect"):
        manuscript.heading(2, manuscript.say("decision.chosen"), key="chosen")
        for markup in paragraphs(notice.chosen):
            manuscript.paragraph(markup, manuscript.styles.lead)
        manuscript.heading(3, manuscript.say("decision.reasons"), key="reasons")
        for markup in paragraphs(notice.reasons):
            manuscript.paragraph(markup)


def _write_replies(manuscript: Manuscript, replies: tuple[Reply, ...]) -> None:
    manuscript.need(16)
    with manuscript.inside("Sect"):
        manuscript.heading(2, manuscript.say("decision.replies"), key="replies")
        manuscript.paragraph(manuscript.say("decision.replies_intro" if replies else "decision.none"))
        if not replies:
            return
        rows = [
            Row(
                (
                    plain(reply.theme),
                    manuscript.phrases.number(reply.count),
                    f"<b>{plain(reply.disposition)}.</b> {plain(reply.reason)}",
                )
            )
            for reply in replies
        ]
        columns = [
            Column(manuscript.say("decision.said"), 0.36),
            Column(manuscript.say("decision.people"), 0.12, is_number=True),
            Column(manuscript.say("decision.did"), 0.52),
        ]
        manuscript.table(manuscript.say("decision.replies_caption"), columns, rows)


def _write_record(manuscript: Manuscript, notice: DecisionNotice) -> None:
    with manuscript.inside("Sect"):
        manuscript.heading(3, manuscript.say("decision.by"), key="by")
        manuscript.paragraph(plain(_decided(manuscript, notice)))
        if notice.dataset_hash:
            manuscript.paragraph(manuscript.say("decision.hash", hash=notice.dataset_hash), manuscript.styles.small)
