"""The course of a round: invitation, reminder, news, what came together, the result."""

from __future__ import annotations

from datetime import date
from typing import assert_never

from bot.language import Translator
from bot.message import Button, Message, Press, Row, Single
from bot.planned import DECIDES, PURPOSE, SINCE, TALK
from bot.typed import DECLINE
from bot.wording import trends
from bot.wording.scene import Scene
from dialogs.asking import phase_of
from dialogs.effects import Announce, Invite, News, Remind, Reveal, Tell
from dialogs.round import AskNumber
from dialogs.said import Back, Decline, Show


def invite(effect: Invite, scene: Scene, t: Translator) -> Message:
    """Return the invitation: whole for the first phase, short for all that follow."""
    whole = effect.first and effect.opening.part is None
    words = _first_invitation(effect, scene, t) if whole else _next_invitation(effect, scene, t)
    return Message(words, Single((_begin(effect.number, t.gettext("Begin"), t),)))


def announce(effect: Announce, scene: Scene, t: Translator) -> Message:
    """Return what comes some days from now, for nobody to be surprised by it."""
    head = t.gettext("From {day} on it is about {title}.")
    if effect.again:
        head = t.gettext("Another day: from {day} on it is about {title}.")
    minutes = scene.script.minutes
    lines = [
        head.format(
            day=t.full_day(scene.local(effect.opens).date()), title=t.quoted(scene.title(t))
        ),
        t.ngettext(
            "It takes about {minutes} minute and is open until {ends}.",
            "It takes about {minutes} minutes and is open until {ends}.",
            minutes,
        ).format(minutes=minutes, ends=t.moment(scene.local(effect.ends))),
        t.gettext("What you get back: {returns}").format(
            returns=scene.written(scene.script.returns.text, t)
        ),
    ]
    result = scene.result_day(t)
    if result is not None:
        lines.append(
            t.gettext("Everybody sees the result on {day} at the latest.").format(day=result)
        )
    lines.append(t.gettext("There is nothing to do yet."))
    return Message("\n".join(lines))


def reveal(effect: Reveal, scene: Scene, t: Translator) -> Message:
    """Return what came together on an earlier question."""
    return Message(scene.section(effect.section, t))


def remind(effect: Remind, scene: Scene, t: Translator) -> Message:
    """Return the reminder. It does not claim to know more than that something is open."""
    words = t.gettext(
        "{title} is open until {ends}. The programme only knows that something is still open here."
    ).format(title=t.quoted(scene.title(t)), ends=t.moment(scene.local(effect.ends)))
    number = scene.seat.open if scene.seat else None
    number = number or AskNumber(scene.opened.number, 0, 0)
    return Message(words, Single((_begin(number, t.gettext("What is open?"), t),)))


def give_back(scene: Scene, t: Translator) -> Message:
    """Return the mirror of results, and whom to tell when it is wrong or hurts."""
    right = t.gettext(
        "Is this right? If something is missing, or if it concerns you and you would like to "
        "talk about it, please turn to {coordination}."
    ).format(coordination=scene.host.coordination)
    since = trends.since(scene.since, t)
    return Message("\n\n".join([scene.returned(t), *since, *_meeting(scene, t), right]))


def _meeting(scene: Scene, t: Translator) -> list[str]:
    """Return when the result is talked about, where that is still to come."""
    noted = scene.frame.get(TALK)
    day = date.fromisoformat(noted) if noted else None
    if day is None or day < scene.today:
        return []
    return [t.gettext("We talk about it on {day}.").format(day=t.full_day(day))]


def tell(effect: Tell, scene: Scene, t: Translator) -> Message:
    """Return news about the course of the round."""
    at = "" if effect.at is None else t.moment(scene.local(effect.at))
    phase = t.quoted(scene.written(effect.phase, t)) if effect.phase else ""
    words = _news(effect.news, t).format(
        title=t.quoted(scene.title(t)),
        phase=phase,
        at=at,
        words=t.quoted(effect.words),
        threshold=t.spelled(scene.script.threshold),
    )
    if effect.news is not News.REOPENED:
        return Message(words)
    back = Press(Back(), AskNumber(scene.opened.number, 0, 0))
    return Message(words, Single(((Button(t.gettext("Change my answers"), back),),)))


def _begin(number: AskNumber, label: str, t: Translator) -> Row:
    begin = Button(label, Press(Show(), number))
    return (begin, Button(t.gettext(DECLINE), Press(Decline(), number)))


def _first_invitation(effect: Invite, scene: Scene, t: Translator) -> str:
    frame = t.ngettext(
        "About {minutes} minute, open until {ends}. You can interrupt at any time.",
        "About {minutes} minutes, open until {ends}. You can interrupt at any time.",
        scene.script.minutes,
    ).format(minutes=scene.script.minutes, ends=_ends(effect, scene, t))
    gets = t.gettext("What you get back: {returns}").format(
        returns=scene.written(scene.script.returns.text, t)
    )
    title, intro = t.quoted(scene.title(t)), scene.written(scene.script.intro, t)
    paragraphs = [title, *_since(scene, t), intro, frame, gets]
    result = scene.result_day(t)
    if result is not None:
        paragraphs.append(
            t.gettext("Everybody sees the result on {day} at the latest.").format(day=result)
        )
    return "\n\n".join([*paragraphs, *_settled(scene, t)])


def _since(scene: Scene, t: Translator) -> list[str]:
    """Return what has become of the promises of the round before, without whose they were."""
    counted = scene.frame.get(SINCE)
    if not counted:
        return []
    done, going, stuck = map(int, counted.split(","))
    said = [
        t.ngettext("{n} promise kept", "{n} promises kept", done).format(n=done),
        t.ngettext("{n} on the way", "{n} on the way", going).format(n=going),
        t.ngettext("{n} is stuck", "{n} are stuck", stuck).format(n=stuck),
    ]
    some = [words for words, n in zip(said, (done, going, stuck), strict=True) if n]
    return [t.gettext("Since the round before: {counts}.").format(counts=", ".join(some))]


def _settled(scene: Scene, t: Translator) -> list[str]:
    """Return what the coordination has settled before the start (practice 14)."""
    frame, lines = scene.frame, []
    if frame.get(PURPOSE):
        lines.append(t.gettext("What for: {purpose}").format(purpose=frame[PURPOSE]))
    if frame.get(DECIDES):
        lines.append(t.gettext("Who decides on it: {body}").format(body=frame[DECIDES]))
    if frame.get(TALK):
        day = t.full_day(date.fromisoformat(frame[TALK]))
        lines.append(t.gettext("We talk about it on {day}.").format(day=day))
    return ["\n".join(lines)] if lines else []


def _next_invitation(effect: Invite, scene: Scene, t: Translator) -> str:
    phase = phase_of(scene.script, effect.opening)
    if effect.opening.part is not None:
        words = t.gettext("Some time ago: {title}. A short question on it: {phase}.")
    elif effect.opening.loop:
        words = t.gettext(
            "{title}: there was a serious objection to {phase}, and the proposal has been "
            "revised. Please read it once more."
        )
    else:
        words = t.gettext("{title} goes on: {phase}.")
    filled = words.format(
        title=t.quoted(scene.dialog(t)), phase=t.quoted(scene.written(phase.title, t))
    )
    until = t.gettext("Open until {ends}.").format(ends=_ends(effect, scene, t))
    return f"{filled} {until}"


def _ends(effect: Invite, scene: Scene, t: Translator) -> str:
    return t.moment(scene.local(effect.opening.ends))


def _news(news: News, t: Translator) -> str:  # noqa: PLR0911 - one line a piece of news
    match news:
        case News.SKIPPED_TOO_FEW:
            return t.gettext(
                "{title}: the part {phase} is left out. It would have built on fewer than "
                "{threshold} answers, and nobody should be recognisable. This is a result too."
            )
        case News.SKIPPED_NO_DRAFT:
            return t.gettext(
                "{title}: the part {phase} is left out, because the text for it was not ready in "
                "time. What you have said so far still counts."
            )
        case News.SKIPPED_NOTHING:
            return t.gettext(
                "{title}: the part {phase} is left out, because the answers so far leave nothing "
                "to ask there."
            )
        case News.SKIPPED_UNREAD:
            return t.gettext(
                "{title}: the part {phase} is left out, because nothing for it has been released "
                "by two people. What you have said still counts."
            )
        case News.REOPENED:
            return t.gettext(
                "{title}: the part {phase} is open once more, until {at}. Your answers stand, and "
                "you can change them."
            )
        case News.EXTENDED:
            return t.gettext("There is more time: {title} is now open until {at}.")
        case News.CANCELLED:
            return t.gettext("{title} ends here. The coordination writes: {words}")
        case News.NOT_RETURNED_YET:
            return t.gettext(
                "The result of {title} was promised for today. It is not ready yet. You will have "
                "it when the last part is over."
            )
        case _:
            assert_never(news)
