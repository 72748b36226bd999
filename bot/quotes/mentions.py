"""Everybody that the article names, and the fullest name it gives for each.

«بومبيو» in one sentence and «وزير الخارجية الأمريكي، مايك بومبيو» in another are one: the longer
name, wherever it stands, is who he is. A title alone is linked to the name that bears it.
"""

from dataclasses import dataclass

from rapidfuzz import fuzz

from bot.model.quote import Kind
from bot.quotes.cues import split_conjunction
from bot.quotes.phrases import NounPhrase
from bot.quotes.reading import Reading
from bot.quotes.speakers import parse, parse_joined
from bot.quotes.titles import Named, content_words, split, words_of

#: Similarity of two spellings of a name, in per cent; «نتنياهو» and «نتانياهو» have 93.
FUZZY_RATIO = 88
MIN_FUZZY_LETTERS = 5
#: Names longer than this are a run of unknown words, not a name.
MAX_NAME_WORDS = 6


@dataclass(frozen=True, slots=True)
class Mention:
    """A noun phrase that names or titles somebody, with its place."""

    phrase: NounPhrase
    named: Named
    text: str

    @property
    def at(self) -> int:
        """Index of the first token."""
        return self.phrase.start


@dataclass(frozen=True, slots=True)
class Mentions:
    """All mentions of a text in order."""

    people: tuple[Mention, ...]
    bodies: tuple[Mention, ...]

    def fullest(self, name: tuple[str, ...]) -> Mention | None:
        """The longest mention of the person whose name ends so, or begins so if none ends."""
        same = [m for m in self.people if _same_person(m.named.name_words, name)]
        if not any(len(m.named.name_words) > 1 for m in same):
            same = [m for m in self.people if _spelt_alike(m.named.name_words, name)] or same
        if not same:
            same = [m for m in self.people if len(name) == 1 and name[0] in m.named.name_words[:-1]]
            if len({m.named.name_words for m in same}) > 1:
                return None
        return max(same, key=lambda m: (len(m.named.name_words), -m.at), default=None)

    def role_of(self, who: tuple[str, ...]) -> str:
        """The first title that the article prints for the person, or ""."""
        titled = (m for m in self.people if m.named.role and _same_person(m.named.name_words, who))
        return next((m.named.role for m in titled), "")

    def holder(self, role: str, at: int) -> Mention | None:
        """Who bears a title: the nearest named mention before ``at``, else behind it.

        «الوزير البحريني» is «وزير الخارجية البحريني، خالد بن أحمد»: his title has all the words.
        A shorter title («رئيس البلدية كازومي ماتسوي» for «رئيس بلدية هيروشيما») counts only where
        one person alone bears it.
        """
        words = frozenset(content_words(role))
        titled = [m for m in self.people if m.named.role and _same_head(role, m.named.role)]
        exact = [m for m in titled if words == m.named.role_words]
        if exact:
            return _nearest(exact, at)
        wider = [m for m in titled if words and words <= m.named.role_words]
        if wider:
            return _nearest(wider, at)
        narrower = [m for m in titled if m.named.role_words < words and len(m.named.role_words) > 1]
        return _nearest(narrower, at) if len({m.named.name for m in narrower}) == 1 else None

    def body(self, text: str, at: int) -> Mention | None:
        """The fuller earlier mention of a body or document: «الوزارة» -> «وزارة التجارة»."""
        words = content_words(text)
        if not words:
            return None
        wanted = frozenset(words)
        fuller = [
            m
            for m in self.bodies
            if m.at < at
            and content_words(m.text)[:1] == words[:1]
            and wanted < set(content_words(m.text))
        ]
        return fuller[-1] if fuller else None

    def bearing(self, name: str) -> Mention | None:
        """The body whose phrase holds the name: «موديز» -> «وكالة التصنيف الائتماني "موديز"»."""
        return next((m for m in self.bodies if name in content_words(m.text)[1:]), None)


def _same_person(mention: tuple[str, ...], name: tuple[str, ...]) -> bool:
    if not mention or not name or len(mention) > MAX_NAME_WORDS:
        return False
    return mention[-1] == name[-1] and (set(name) <= set(mention) or set(mention) <= set(name))


def _spelt_alike(mention: tuple[str, ...], name: tuple[str, ...]) -> bool:
    """Two spellings of one foreign surname: «نتنياهو»، «نتانياهو»."""
    long = len(mention) > 1 and len(name) == 1 and len(name[0]) >= MIN_FUZZY_LETTERS
    return long and fuzz.ratio(mention[-1], name[0]) >= FUZZY_RATIO


def _same_head(role: str, other: str) -> bool:
    """«الرئيس» is the head of state: not «رئيس الحكومة», nor «رئيس الشركة»."""
    first, second = words_of(role)[:1], words_of(other)[:1]
    president = {"الرييس", "للرييس", "والرييس", "الرييسه"}
    return not (set(first) & president) or bool(set(second) & president)


def _nearest(mentions: list[Mention], at: int) -> Mention:
    before = [m for m in mentions if m.at < at]
    return before[-1] if before else mentions[0]


def collect(reading: Reading) -> Mentions:
    """Every mention of the text, in one pass."""
    people: list[Mention] = []
    bodies: list[Mention] = []
    i = 0
    while i < len(reading.tokens):
        mention = _at(reading, i)
        if mention is None:
            i += 1
            continue
        if mention.named.name:
            people.append(mention)
        elif _in_genitive(reading, mention):
            pass
        elif mention.named.kind in (Kind.ORGANIZATION, Kind.DOCUMENT, Kind.ANONYMOUS, Kind.GROUP):
            bodies.append(mention)
        i = max(mention.phrase.end, i + 1)
    return Mentions(tuple(people), tuple(bodies))


def _in_genitive(reading: Reading, mention: Mention) -> bool:
    """«ضربات التحالف الجوية»: the adjective is the first noun's, the phrase not one of its own."""
    if not mention.at or not reading.tokens[mention.at - 1].is_word:
        return False
    before, head = reading.word(mention.at - 1), mention.phrase.head_class(reading)
    bare = before.noun and not (before.definite or before.owned or before.function or before.verb)
    return bare and head.definite


def _at(reading: Reading, i: int) -> Mention | None:
    if not reading.tokens[i].is_word:
        return None
    start, word = i, reading.word(i)
    form = reading.form(i)
    if not word.title and split_conjunction(form)[0] in reading.lexicon.cues:
        return None
    inner = reading.words.of(form[1:]) if form[:1] in "ولب" and len(form) > 3 else word
    if not (word.title or word.speaker or word.name):
        if not (inner.title or inner.speaker or (inner.name and not inner.unknown)):
            return None
        word = inner
    phrase = parse(reading, start, len(reading.tokens), strict=True)
    if phrase is None or word is inner:
        phrase = parse_joined(reading, start, len(reading.tokens), strict=True) or phrase
    if phrase is None:
        return None
    named = split(reading, phrase)
    alone = phrase.end == phrase.start + 1
    if not named.name and alone and not word.speaker:
        return None
    return Mention(phrase, named, phrase.printed(reading))
