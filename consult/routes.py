"""Every address of the service, in the order in which a question goes through it."""

from __future__ import annotations

from starlette.routing import BaseRoute, Mount, Route

from consult import health, information, job_pages
from consult.accounts import pages as accounts
from consult.channels import pages as channels
from consult.consultations import document_pages as documents
from consult.consultations import duty_pages as duties
from consult.consultations import manage
from consult.consultations import pages as consultations
from consult.consultations import version_pages as versions
from consult.decisions import pages as decisions
from consult.deliberation import pages as deliberation
from consult.designing import pages as designing
from consult.findings import pages as findings
from consult.responding import coming_back_pages as coming_back
from consult.responding import pages as responding
from consult.templating import KeptStaticFiles
from consult.theming import pages as theming
from consult.transfer import answer_pages as incoming
from consult.transfer import pages as transfer

routes: list[BaseRoute] = [
    # staff sign in
    Route("/sign-in", accounts.form),
    Route("/sign-in", accounts.enter, methods=["POST"]),
    Route("/sign-out", accounts.leave, methods=["POST"]),
    # a lead makes a consultation, writes its questions, opens and closes it
    Route("/manage", manage.desk),
    Route("/manage/new", manage.new),
    Route("/manage/new", manage.create, methods=["POST"]),
    Route("/manage/import", transfer.whole),
    Route("/manage/import", transfer.take_whole, methods=["POST"]),
    Route("/manage/{slug}", manage.overview),
    Route("/manage/{slug}/about", manage.about),
    Route("/manage/{slug}/about", manage.change, methods=["POST"]),
    Route("/manage/{slug}/documents", documents.documents),
    Route("/manage/{slug}/documents", documents.change_documents, methods=["POST"]),
    Route("/manage/{slug}/documents/{id:int}", documents.staff_file),
    Route("/manage/{slug}/questions", designing.questions),
    Route("/manage/{slug}/questions/new", designing.new),
    Route("/manage/{slug}/questions/new", designing.create, methods=["POST"]),
    Route("/manage/{slug}/questions/{key}", designing.question),
    Route("/manage/{slug}/questions/{key}", designing.change, methods=["POST"]),
    Route("/manage/{slug}/questions/{key}/move", designing.swap, methods=["POST"]),
    Route("/manage/{slug}/questions/{key}/way", designing.way),
    Route("/manage/{slug}/questions/{key}/way", designing.change_way, methods=["POST"]),
    Route("/manage/{slug}/questions/{key}/remove", designing.before_removing),
    Route("/manage/{slug}/questions/{key}/remove", designing.take_out, methods=["POST"]),
    Route("/manage/{slug}/preview", designing.preview),
    Route("/manage/{slug}/copy", versions.copy),
    Route("/manage/{slug}/copy", versions.copy_in, methods=["POST"]),
    Route("/manage/{slug}/duties", duties.duties),
    Route("/manage/{slug}/duties", duties.change_duties, methods=["POST"]),
    Route("/manage/{slug}/open", manage.before_opening),
    Route("/manage/{slug}/open", manage.open_to_all, methods=["POST"]),
    Route("/manage/{slug}/close", manage.before_closing),
    Route("/manage/{slug}/versions", versions.versions),
    Route("/manage/{slug}/versions", versions.change_versions, methods=["POST"]),
    Route("/manage/{slug}/close", manage.close, methods=["POST"]),
    Route("/manage/{slug}/reopen", manage.before_reopening),
    Route("/manage/{slug}/reopen", manage.reopen, methods=["POST"]),
    # the public reads what is asked, and answers
    Route("/", consultations.front),
    Route("/consultations/{slug}", consultations.landing),
    Route("/consultations/{slug}/documents/{id:int}", documents.file),
    Route("/consultations/{slug}/answer", responding.form),
    Route("/consultations/{slug}/answer", responding.send, methods=["POST"]),
    Route("/consultations/{slug}/thank-you/{response_id:uuid}", responding.thank_you),
    Route("/consultations/{slug}/come-back", coming_back.ask),
    Route("/consultations/{slug}/come-back", coming_back.find, methods=["POST"]),
    Route("/consultations/{slug}/my-answers", coming_back.mine, methods=["POST"]),
    # answers from elsewhere come in, and all answers can be taken away as data
    Route("/manage/{slug}/data", transfer.data),
    Route("/manage/{slug}/data/{name}", transfer.file),
    Route("/manage/{slug}/import", incoming.choose),
    Route("/manage/{slug}/import", incoming.send, methods=["POST"]),
    Route("/manage/{slug}/import/{id:int}", incoming.look),
    Route("/manage/{slug}/import/{id:int}", incoming.go_on, methods=["POST"]),
    # the same questions on paper, and what staff key in from paper, letters, calls, meetings and petitions
    Route("/consultations/{slug}/paper/{name}", channels.public_paper),
    Route("/manage/{slug}/paper", channels.desk),
    Route("/manage/{slug}/paper/print/{name}", channels.staff_paper),
    Route("/manage/{slug}/paper/new", channels.new),
    Route("/manage/{slug}/paper/new", channels.create, methods=["POST"]),
    Route("/manage/{slug}/paper/{id:int}/second", channels.second),
    Route("/manage/{slug}/paper/{id:int}/second", channels.key_again, methods=["POST"]),
    Route("/manage/{slug}/paper/{id:int}/settle", channels.third_look),
    Route("/manage/{slug}/paper/{id:int}/settle", channels.decide, methods=["POST"]),
    # an analyst has the themes found, reads them, names them, signs them off
    Route("/manage/{slug}/themes", theming.desk),
    Route("/manage/{slug}/themes/run", theming.run, methods=["POST"]),
    Route("/manage/{slug}/themes/sign-off", theming.sign, methods=["POST"]),
    Route("/manage/{slug}/themes/{key}", theming.theme),
    Route("/manage/{slug}/themes/{key}", theming.rename, methods=["POST"]),
    # people say whether they agree with what people said
    Route("/manage/{slug}/voting", deliberation.desk),
    Route("/manage/{slug}/voting", deliberation.change_round, methods=["POST"]),
    Route("/consultations/{slug}/vote", deliberation.vote),
    Route("/consultations/{slug}/vote", deliberation.save_votes, methods=["POST"]),
    # the lead publishes what people said, and everybody can read it
    Route("/manage/{slug}/findings", findings.desk),
    Route("/manage/{slug}/findings", findings.publish, methods=["POST"]),
    Route("/consultations/{slug}/findings", findings.findings),
    Route("/consultations/{slug}/findings/{number:int}/{name}", findings.file),
    # the body decides, and answers every theme
    Route("/manage/{slug}/decision", decisions.desk),
    Route("/manage/{slug}/decision", decisions.change, methods=["POST"]),
    Route("/consultations/{slug}/decision", decisions.decision),
    Route("/consultations/{slug}/decision/{name}", decisions.file),
    # what every public service says of itself
    Route("/accessibility", information.accessibility),
    Route("/privacy", information.privacy),
    # the service itself
    Route("/jobs/{id:int}", job_pages.progress),
    Route("/healthz", health.healthz),
    Route("/readyz", health.readyz),
    Mount("/static", KeptStaticFiles(), name="static"),
]
