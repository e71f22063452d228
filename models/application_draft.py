"""What somebody has filled in and not handed in yet: kept on the way, so that nothing typed is lost.

There is one draft for each person and form, and one for each application that was sent back. Only the person sees it.
"""

from peewee import BigIntegerField, CompositeKey, TextField

from models import filling
from models.base import Base, transaction


class ApplicationDraft(Base):
    """A draft. application_id: the one sent back, 0 for a new one; content: what was typed, see models.filling."""

    member_id = TextField()
    user_id = TextField()
    form_id = BigIntegerField()
    application_id = BigIntegerField()
    form_version = BigIntegerField()
    content = TextField()

    class Meta:
        primary_key = CompositeKey("member_id", "user_id", "form_id", "application_id")


def _mine(viewer, form_id, application_id):
    mine = (ApplicationDraft.member_id == viewer.member_id) & (ApplicationDraft.user_id == viewer.user_id)
    return mine & (ApplicationDraft.form_id == form_id) & (ApplicationDraft.application_id == application_id)


def find(viewer, form_id, application_id=0):
    """(the version of the form it is for, its values as JSON), or None."""
    return ApplicationDraft.select(ApplicationDraft.form_version, ApplicationDraft.content).where(
        _mine(viewer, form_id, application_id)).tuples().first()


def keep(viewer, form_id, application_id, version, values):
    """Keeps what is typed, instead of what was typed before: to do so twice does no harm."""

    def work():
        news = {"form_version": version, "content": filling.packed(values)}
        if not ApplicationDraft.update(**news).where(_mine(viewer, form_id, application_id)).execute():
            ApplicationDraft.insert(
                member_id=viewer.member_id, user_id=viewer.user_id, form_id=form_id, application_id=application_id, **news,
            ).on_conflict_ignore().execute()  # two presses at once, or MariaDB, which counts only rows that change

    transaction(work)


def forget(viewer, form_id, application_id=0):
    """Deletes a draft."""
    transaction(lambda: ApplicationDraft.delete().where(_mine(viewer, form_id, application_id)).execute())


def started(viewer):
    """The ids of the forms for which the viewer has a draft of a new application."""
    mine = (ApplicationDraft.member_id == viewer.member_id) & (ApplicationDraft.user_id == viewer.user_id)
    query = ApplicationDraft.select(ApplicationDraft.form_id).where(mine & (ApplicationDraft.application_id == 0))
    return {form_id for form_id, in query.tuples()}
