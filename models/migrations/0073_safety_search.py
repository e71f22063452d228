"""Questions of 安否確認 that were asked before they could be found are found too."""

from models import clock, search
from models.delivery import Delivery
from models.question import KIND, Safety


def run():
    columns = Safety.member_id, Safety.id, Safety.starter_id, Safety.title, Safety.body, Safety.started_at
    for member_id, safety_id, starter_id, title, body, started_at in list(Safety.select(*columns).order_by(Safety.started_at).tuples()):
        its = (Delivery.member_id == member_id) & (Delivery.kind == KIND) & (Delivery.item_id == safety_id)
        asked = [user_id for user_id, in Delivery.select(Delivery.user_id).where(its).tuples()]
        search.put(member_id, KIND, safety_id, title, body, [starter_id, *asked], clock.from_unix(started_at).date())
