"""A whole round as a network lives it, over HTTP: from the operator's command to the mirror.

It is written to be read by people who facilitate. Kim Koch coordinates; Ada Arndt is named her
deputy; twelve others come in by the link. They agree on how they want to work together (S01).
"""

from __future__ import annotations

import asyncio
from datetime import UTC, datetime, timedelta
from pathlib import Path
from random import Random

from bot.demo.respondent import Manner, Respondent
from bot.sandbox.phones import Phone
from tests.http.desks import Desk
from tests.http.installation import Installation, installation, link_in, newest, texts
from tests.http.visitors import answer_everything, join

#: Who comes, from where, and for which body.
MEMBERS = (
    ("Ada Arndt", "traeger", "Kita-Träger Ost"),
    ("Bela Blum", "praxis", "Frühe Hilfen"),
    ("Cem Celik", "politik", "Jugendhilfeausschuss"),
    ("Dana Dorn", "verwaltung", "Sozialamt"),
    ("Emil Ernst", "zivil", "Familienverein"),
    ("Fatma Faß", "praxis", "Familienhebammen"),
    ("Gero Graf", "praxis", "Kinderarztpraxis"),
    ("Hanna Heim", "praxis", "Beratungsstelle"),
    ("Ida Iser", "traeger", "Familienzentrum"),
    ("Jan Jung", "verwaltung", "Gesundheitsamt"),
    ("Kaya Kurt", "zivil", "Nachbarschaftshaus"),
    ("Lena Lutz", "praxis", "Kita am Wall"),
    ("Mona Marx", "politik", "Stadtrat"),
)

#: Who has a role, as Kim gives it.
ROLES = {
    "Ada Arndt": "Stellvertretung der Koordination",
    **dict.fromkeys(("Cem Celik", "Dana Dorn", "Ida Iser"), "Steuerungsgruppe"),
}

DRAFT = "Wir treffen uns viermal im Jahr und halten auf einer Seite fest, was gilt."

#: On this day the result is promised, with all the time that everything may take.
PROMISED = datetime(2027, 2, 9, tzinfo=UTC)

#: How digests begin, and when everybody's has come: in the afternoon.
WEEK, MONDAY, BRIEF = "Ihre Woche in", "Guten Morgen.", "Kurzbrief an die Steuerungsgruppe"
THURSDAY = datetime(2026, 12, 3, 15, tzinfo=UTC)

#: What a reader can do with a text: which one comes first is left to chance, and not every author
#: wishes to be quoted.
IN_OTHER_WORDS = [["Sinngemäß", "Nicht zeigen"]]
FREELY = [["Niemand ist erkennbar, freigeben"], *IN_OTHER_WORDS]

HOUR, DAY = timedelta(hours=1), timedelta(days=1)


class Network:
    """A network while it lives through its first round: everybody's phones, and what they do."""

    def __init__(self, at: Installation) -> None:
        self.at = at
        self.kim = Desk(at, at.phone("Kim Koch"), turns_away=0, rewrites=0)
        self.ada = Desk(at, at.phone("Ada Arndt"), turns_away=0, rewrites=0)
        self.bela = Desk(at, at.phone("Bela Blum"))
        self.people: list[Respondent] = []

    # --- Who is there -----------------------------------------------------------------------

    async def is_founded(self) -> None:
        """The operator takes in the network; whoever follows the link first coordinates it."""
        printed = await self.at.command("network", "add", "--file", str(self.at.sheet))
        assert "Netzwerk 1: Netzwerk Beispielstadt" in printed
        await join(self.at, link_in(printed), "Kim Koch", level="verwaltung")
        assert "Sie koordinieren dieses Netzwerk." in self.kim.newest.text

    async def fills(self) -> None:
        """Thirteen others join by the link, and Kim is asked about all of them at once."""
        await self.kim.say("/einladen")
        invitation = self.kim.newest.text
        assert "Sie sind eingeladen" in invitation
        for name, level, body in MEMBERS:
            await join(self.at, link_in(invitation), name, level=level, body=body)
        self.kim.phone.unheard()
        (question,) = await self.news_for(self.kim, HOUR)
        assert question.startswith("13 Personen sind beigetreten:")
        assert "– Fatma Faß, Familienhebammen" in question
        await self.kim.press("Alle gehören dazu")
        assert self.kim.newest.text == "13 Personen nehmen ab jetzt teil."
        chance, manner = Random(1), Manner(skips=0, doubtful=0, refused=0)
        phones = [self.at.phone(name) for name in ("Kim Koch", *(name for name, *_ in MEMBERS))]
        self.people = [Respondent(phone, chance, manner) for phone in phones]

    async def gets_its_roles(self) -> None:
        """Kim names a deputy and the steering group, and says how many were invited."""
        for name, _, body in MEMBERS:
            role = ROLES.get(name)
            if role is not None:
                await self.kim.say("/beteiligte")
                await self.kim.press("Namen, Rollen, Stellvertretung")
                await self.kim.press(f"{name}, {body}")
                await self.kim.press(f"Rolle geben: {role}")
                assert role in newest(self.at.phone(name)).text
        await self.kim.say("/beteiligte")
        await self.kim.press("Wie viele eingeladen sind")
        await self.kim.press("Fachdienste und Praxis: 15")
        await self.kim.say("20")
        assert "Fachdienste und Praxis: 20" in str(self.kim.newest.labels)

    # --- The round --------------------------------------------------------------------------

    async def prepares_a_round(self) -> None:
        """Kim finds a dialog, answers what is asked before it, and sees it all once more."""
        kim = self.kim
        await kim.say("/runde")
        await kim.press("Klären und vereinbaren, was wir wollen")
        await kim.press("Worauf lassen wir uns ein?, 10 Min.")
        assert "Am Ende steht ein Arbeitsbündnis" in kim.newest.text
        await kim.press("Vorbereiten")
        await kim.say("Wir klären, was wir voneinander brauchen.")
        await kim.say("Die Steuerungsgruppe")
        await kim.say("10.2.2027")
        await kim.say("15.1.2027")
        for _ in range(3):
            await kim.press("Ja, das stimmt")
        assert "14 Menschen nehmen teil:" in kim.newest.text
        assert "Fachdienste und Praxis: 5 von 20 Eingeladenen" in kim.newest.text
        await kim.press("Starten")
        assert "Das geht an 14 Menschen." in kim.newest.text
        await kim.press("Jetzt starten")
        assert "Das Ergebnis ist für den 8. Februar versprochen." in kim.newest.text

    async def is_invited(self) -> None:
        """Everybody reads what it is about, how long it takes, and when the result comes."""
        await self.at.walk(HOUR)
        for person in self.people:
            shown = newest(person.phone)
            assert shown.text.startswith("„Worauf lassen wir uns ein?“")
            assert "Etwa 10 Minuten, offen bis 11. Dezember" in shown.text
            assert "Spätestens am 8. Februar sehen alle das Ergebnis." in shown.text
            assert shown.labels == [["Beginnen", "Diesmal nicht"], ["Später erinnern"]]

    async def answers_one_by_one(self) -> None:
        """Bela answers at once: words, their release, a point, marks, and a rule."""
        bela = self.bela
        await bela.press("Beginnen")
        assert "Frage 1 von 5" in bela.newest.text
        assert "Niemand im Netzwerk, auch nicht die Koordination, sieht, von wem das ist." in (
            bela.newest.text
        )
        await bela.say("Familien finden schneller Hilfe.")
        assert "Dürfen wir diesen Satz in der Rückspiegelung zeigen?" in bela.newest.text
        await bela.press("Wörtlich, ohne Namen")
        assert "1 heißt: trifft gar nicht zu." in bela.newest.text
        await bela.press("5")
        await bela.press("☐ Zeit im Dienstplan")
        await bela.press("☐ Sichtbarer Nutzen")
        await bela.press("Fertig")
        await bela.press("☐ Politik")
        await bela.press("Fertig")
        await bela.say("Wir sagen früh, wenn etwas nicht geht.")
        assert bela.newest.text.startswith("Vielen Dank, das war alles.")
        assert any("✓ Ihre Antwort: Zeit im Dienstplan" in text for text in texts(bela.phone))

    async def shows_only_yesterday(self) -> None:
        """What Kim is told of answers is a day old, and no number below five."""
        await self.kim.say("/stand")
        assert "Wie viele geantwortet haben, sehen Sie morgen" in self.kim.newest.text
        await self.at.walk(DAY)
        await answer_everything(self.at, self.people[:8])
        await self.kim.say("/stand")
        assert "Stand am Ende des 1. Dezember: Weniger als fünf" in self.kim.newest.text
        await self.at.walk(DAY)
        await self.kim.say("/stand")
        assert "Stand am Ende des 2. Dezember: 8 von 34" in self.kim.newest.text

    async def reads_its_week(self) -> None:
        """On Thursday afternoon whoever has something open reads it, and nobody else does."""
        await self.at.walk(THURSDAY - self.at.now)
        for person in self.people[8:]:
            (week,) = self._digests(person.phone, WEEK)
            assert "Offen für Sie" in week
            assert "Nächstes Treffen" in week
        for person in self.people[:8]:
            assert self._digests(person.phone, WEEK) == []
        late = self.people[-1].phone
        late.press("Was ist offen?")
        await self.at.settle()
        assert "Frage 1 von 5" in newest(late).text

    async def reads_in_pairs(self) -> None:
        """When all have answered Kim and Ada read every text, each by themselves."""
        await answer_everything(self.at, self.people)
        await self.at.walk(HOUR)
        for desk in (self.kim, self.ada):
            assert "Aus „Ankommen“ liegen neue Texte vor." in desk.newest.text
            await desk.press("Texte lesen")
            assert "von 2. " in desk.newest.text
            assert desk.newest.labels in (FREELY, IN_OTHER_WORDS)
            assert await desk.read() > 10
            assert desk.newest.text == "Zurzeit wartet nichts darauf, von Ihnen gelesen zu werden."

    async def goes_on_until(self, words: str) -> str:
        """Days pass, people answer, the desk reads, until Kim is told this; return all of it."""
        for _ in range(20):
            await answer_everything(self.at, self.people)
            for desk in (self.kim, self.ada):
                await desk.read()
            news = await self.news_for(self.kim, DAY)
            if found := [text for text in news if words in text]:
                return found[0]
        raise AssertionError(f"nobody told Kim: {words}")

    async def writes_the_draft(self) -> None:
        """The next part waits for Kim's draft, and opens with it."""
        await self.goes_on_until("Für den nächsten Teil fehlen noch Ihre Worte.")
        await self.kim.press("Text liefern")
        await self.kim.say(DRAFT)
        assert f"Danke, es liegt vor: „{DRAFT}“" in self.kim.newest.text
        assert "Der nächste Teil beginnt." in self.kim.newest.text

    async def consents(self) -> None:
        """Everybody reads the draft, and says whether anything serious speaks against it."""
        await self.at.walk(5 * DAY)  # who has had two messages in this week is asked in the next
        for person in self.people:
            person.phone.press("Beginnen")
        await self.at.settle()
        for person in self.people:
            assert DRAFT in newest(person.phone).text
            assert "etwas Schwerwiegendes dagegen" in newest(person.phone).text
            person.phone.press("Kein Einwand")
        await self.at.settle()
        bela = self.bela
        await bela.say("Ich bringe die Vorlage zum nächsten Treffen mit.")
        assert "Bis wann? Eine Zusage braucht ihren Tag." in bela.newest.text
        await bela.press("In vier Wochen: 11. Januar")
        await answer_everything(self.at, self.people)

    async def gets_its_mirror(self) -> None:
        """Kim adds some words; on its day everybody reads the same, each once."""
        await self.goes_on_until("Alle Teile sind abgeschlossen.")
        await self.kim.say("/entwurf")
        await self.kim.press("Ihre eigenen Worte über dem Ergebnis")
        await self.kim.say("Danke für jedes Wort.")
        await self.goes_on_until("Das haben Sie gesagt: „Worauf lassen wir uns ein?“")
        assert self.at.now < PROMISED
        for person in self.people:
            mirror = "\n".join(self._mirror(person.phone))
            assert mirror.count("Das haben Sie gesagt:") == 1
            assert "14 von 34 geantwortet" in mirror
            assert "Danke für jedes Wort." in mirror
            assert "– „Familien finden schneller Hilfe.“" in mirror
            assert "Kein schwerwiegender Einwand." in mirror
            assert "– „Ich bringe die Vorlage zum nächsten Treffen mit“, bis 11. Januar" in mirror
            assert "(Bela Blum, Frühe Hilfen)" in mirror
            assert newest(person.phone).labels == [
                ["Stimmt"],
                ["Etwas fehlt"],
                ["Das trifft mich, ich möchte sprechen"],
            ]

    async def keeps_its_word(self) -> None:
        """On the day that Bela has named the programme asks, in a friendly way, how it went."""
        await self.at.walk(timedelta(days=40))
        every = texts(self.bela.phone)
        asked = [t for t in every if "Ihr Schritt" in t and t.startswith("Vor einiger Zeit")]
        assert len(asked) == 1, texts(self.bela.phone)[-5:]

    async def reads_its_briefs(self) -> None:
        """The desk has read every Monday what runs, the steering group what has moved."""
        for desk in (self.kim, self.ada):
            mondays = self._digests(desk.phone, MONDAY)
            assert len({text.splitlines()[0] for text in mondays}) == len(mondays) > 2
            assert any("Zusagen. Keine Teilnahmeliste." in text for text in mondays)
            assert not any("Bela" in text for text in mondays)
        briefs = self._digests(self.at.phone("Cem Celik"), BRIEF)
        assert any("14 von 34" in brief for brief in briefs)
        for head in (MONDAY, BRIEF):
            assert self._digests(self.bela.phone, head) == []

    # --- How --------------------------------------------------------------------------------

    async def news_for(self, desk: Desk, span: timedelta) -> list[str]:
        """Let time pass, and return what somebody has been told since they were asked last."""
        await self.at.walk(span)
        return [shown.text for shown in desk.phone.unheard()]

    def _digests(self, phone: Phone, head: str) -> list[str]:
        return [text for text in texts(phone) if text.startswith(head)]

    def _mirror(self, phone: Phone) -> list[str]:
        """Return everything that somebody has read since the result began to come."""
        every = texts(phone)
        begins = next(n for n, text in enumerate(every) if "Das haben Sie gesagt:" in text)
        return every[begins:]


def test_a_network_agrees_on_how_it_wants_to_work(tmp_path: Path) -> None:
    async def play() -> None:
        async with installation(tmp_path) as at:
            network = Network(at)
            await network.is_founded()
            await network.fills()
            await network.gets_its_roles()
            await network.prepares_a_round()
            await network.is_invited()
            await network.answers_one_by_one()
            await network.shows_only_yesterday()
            await network.reads_its_week()
            await network.reads_in_pairs()
            await network.writes_the_draft()
            await network.consents()
            await network.gets_its_mirror()
            await network.keeps_its_word()
            await network.reads_its_briefs()

    asyncio.run(play())
