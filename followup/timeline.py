"""Follow-ups in the picture of the two years."""

import datetime as dt
from collections.abc import Iterator

from cases.timeline import Item, Lane, Look
from followup import access, texts, words
from followup.models import Answer, Kind
from igu.web.said import Said


def items_of(case, today: dt.date) -> Iterator[Item]:
    say = Said()
    for kind, key, what, due_on, done_on, answer, source in access.drawn_of(case):
        if answer in (Answer.WAIVED, Answer.NOT_REACHED):
            continue
        is_deadline = kind == Kind.DEADLINE
        said = say(words.spoken, what)
        is_named = (is_deadline and source == "L") or key == "pre_end_call"
        yield Item(
            lane=Lane.DEADLINE if is_deadline else Lane.FOLLOW_UP,
            look=_look(is_deadline, answer),
            start_on=done_on or due_on,
            title=f"{said}: {say(words.answer_text, kind, answer)}" if answer else said,
            label=say(words.spoken, texts.SHORT.get(key, "")) if is_named and not answer else "",
        )


def _look(is_deadline: bool, answer: str) -> Look:
    if is_deadline:
        return Look.DEADLINE_DONE if answer else Look.DEADLINE_COMING
    return {"": Look.COMING, Answer.ISSUE: Look.ISSUE}.get(answer, Look.GOOD)
