"""Everybody that the article names, and the fullest name it gives for each.

«بومبيو» in one sentence and «وزير الخارجية الأمريكي، مايك بومبيو» in another are one: the longer
name, wherever it stands, is who he is. A title alone is linked to the name that bears it.
"""

from bisect import bisect_left
from collections.abc import Iterable
from dataclasses import dataclass

from rapidfuzz import fuzz

from bot.quotes.phrases import NounPhrase
from bot.quotes.titles import (
    Named,
    content_words,
    other_origin,
    role_key,
    words_of,
)

#: Similarity of two spellings of a name, in per cent; «نتنياهو» and «نتانياهو» have 93.
FUZZY_RATIO = 88
MIN_FUZZY_LETTERS = 5
#: Names longer than this are a run of unknown words, not a name.
MAX_NAME_WORDS = 6
#: Words of a name that its first word alone may stand for.
MAX_GIVEN = 3


@dataclass(frozen=True, slots=True)
class Mention:
    """A noun phrase that names or titles somebody, with its place."""

    phrase: NounPhrase
    named: Named
    text: str
    #: Whether the name of a body may stand for its phrase; that of a person in it may not.
    bears: bool = True
    #: Whether it names two, the second behind the head of the first: «الشرطة ومكتب المدعي العام».
    pair: bool = False

    @property
    def at(self) -> int:
        """Index of the first token."""
        return self.phrase.start


@dataclass(frozen=True, slots=True)
class Group:
    """Mentions that print the same words, in order of place."""

    words: frozenset[str]
    mentions: list[Mention]

    def last_before(self, at: int) -> Mention | None:
        """The nearest mention before a token."""
        behind = bisect_left(self.mentions, at, key=lambda m: m.at)
        return self.mentions[behind - 1] if behind else None


class Mentions:
    """All mentions of a text, indexed so that a book's worth of them takes no longer each."""

    def __init__(self, people: Iterable[Mention], bodies: Iterable[Mention]) -> None:
        """Index mentions, given in order of place."""
        self._first: dict[tuple[str, ...], Mention] = {}
        self._by_last: dict[str, set[tuple[str, ...]]] = {}
        self._by_word: dict[str, set[tuple[str, ...]]] = {}
        self._roles: dict[tuple[str, ...], str] = {}
        self._titles: dict[str, Group] = {}
        self._bodies: dict[str, dict[tuple[str, ...], Group]] = {}
        self._bearing: dict[str, Mention] = {}
        people = list(people)
        names = {mention.named.name_words for mention in people}
        for mention in (m for m in people if not _runs_on(m.named.name_words, names)):
            self._add_person(mention)
        for mention in bodies:
            self._add_body(mention)

    def _add_person(self, mention: Mention) -> None:
        words, role = mention.named.name_words, mention.named.role
        if role:
            group = self._titles.setdefault(role, Group(mention.named.role_words, []))
            group.mentions.append(mention)
        if not words or len(words) > MAX_NAME_WORDS:
            return
        if role:
            self._roles.setdefault(words, role)
        self._first.setdefault(words, mention)
        self._by_last.setdefault(words[-1], set()).add(words)
        for word in words[:-1]:
            self._by_word.setdefault(word, set()).add(words)

    def _add_body(self, mention: Mention) -> None:
        words = content_words(mention.text.partition("(")[0])
        groups = self._bodies.setdefault("".join(words[:1]), {})
        groups.setdefault(words, Group(frozenset(words), [])).mentions.append(mention)
        for word in words[1:] if mention.bears and not mention.named.role else ():
            self._bearing.setdefault(word, mention)

    def fullest(self, name: tuple[str, ...]) -> Mention | None:
        """The longest mention of the person whose name ends so, or begins so if none ends."""
        same = self._same_person(name)
        if not any(len(words) > 1 for words in same):
            same = self._spelt_alike(name) or self._begun(name, known=bool(same)) or same
        found = (self._first[words] for words in same)
        return max(found, key=self._fullness, default=None)

    def _fullness(self, mention: Mention) -> tuple[int, bool, int]:
        """Of names as long the one with a title: «دونالد ترامب», not «قرارت ترامب», a slip of the pen."""
        words = mention.named.name_words
        return len(words), words in self._roles, -mention.at

    def _begun(self, name: tuple[str, ...], *, known: bool) -> set[tuple[str, ...]]:
        """The only longer name that holds the one word; one ``known`` by itself must be its given name.

        «نانسي» is «الفنانة نانسي عجرم»: a name with a title, no run of words behind a surname.
        """
        longer = self._by_word.get(name[0], set()) if len(name) == 1 else set()
        if len(longer) != 1:
            return set()
        (words,) = longer
        given = words[0] == name[0] and len(words) <= MAX_GIVEN and not name[0].startswith("ال")
        return longer if not known or (given and words in self._roles) else set()

    def role_of(self, who: tuple[str, ...]) -> str:
        """The first title that the article prints for the person, or ""."""
        titled = [words for words in self._same_person(who) if words in self._roles]
        first = min(titled, key=lambda words: self._first[words].at, default=None)
        return self._roles[first] if first is not None else ""

    def _same_person(self, name: tuple[str, ...]) -> set[tuple[str, ...]]:
        wanted = set(name)
        ending = self._by_last.get("".join(name[-1:]), ())
        return {words for words in ending if wanted <= set(words) or set(words) <= wanted}

    def _spelt_alike(self, name: tuple[str, ...]) -> set[tuple[str, ...]]:
        """Two spellings of one foreign surname: «نتنياهو»، «نتانياهو»."""
        if len(name) != 1 or len(name[0]) < MIN_FUZZY_LETTERS:
            return set()
        last = [w for w in self._by_last if fuzz.ratio(w, name[0]) >= FUZZY_RATIO]
        return {words for word in last for words in self._by_last[word] if len(words) > 1}

    def holder(self, role: str, at: int, recent: Iterable[str] = ()) -> Mention | None:
        """Who bears a title: the nearest named mention before ``at``, else behind it.

        «الوزير البحريني» is «وزير الخارجية البحريني، خالد بن أحمد»: his title has all the words.
        A shorter title («رئيس البلدية كازومي ماتسوي» for «رئيس بلدية هيروشيما») counts only where
        one person alone bears it. ``recent`` names those who spoke last, latest first: of two
        foreign ministers the one who speaks is meant.
        """
        words = role_key(role)
        titled = [group for other, group in self._titles.items() if _same_head(role, other)]
        exact = [group for group in titled if words == group.words]
        if exact:
            return _speaking(exact, recent) or _nearest(exact, at)
        wider = [group for group in titled if words and words <= group.words]
        if wider:
            return _speaking(wider, recent) or _nearest(wider, at)
        narrower = [group for group in titled if group.words < words and len(group.words) > 1]
        return _only(narrower, at) or _only(self._same_office(role), at)

    def _same_office(self, role: str) -> list[Group]:
        """«سفير إيران بـUN» and «سفير إيران لدى الأمم المتحدة»: one head, other words."""
        head, *rest = content_words(role) or [""]
        if head in _COMMON_OFFICES:
            return []
        groups = (g for other, g in self._titles.items() if content_words(other)[:1] == (head,))
        own = [word for word in rest if word not in _COMMON_BODIES]
        if head not in _OF_A_BODY or not own:
            return list(groups)
        # «المتحدث باسم التحالف العربي», not «باسم حركة المقاومة» for the Jihad's
        key = role_key(own[0])
        return [group for group in groups if key <= group.words]

    def body(self, text: str, at: int) -> Mention | None:
        """The fuller earlier mention of a body or document: «الوزارة» -> «وزارة التجارة»."""
        words = content_words(text)
        wanted = frozenset(words)
        groups = self._bodies.get(words[0], {}).items() if words else ()
        fuller = [
            group.last_before(at)
            for own, group in groups
            if wanted < group.words and not _is_wider(words, own, group)
        ]
        return max((m for m in fuller if m is not None), key=lambda m: m.at, default=None)

    def namesake(self, text: str, at: int) -> Mention | None:
        """The last body before ``at`` of the same noun that has a name of its own.

        «المنظمة الحقوقية» -> «منظمة "هيومن رايتس ووتش"»; another adjective of origin excludes it.
        """
        words = content_words(text)
        groups = self._bodies.get(words[0], {}).items() if words else ()
        found = (group.last_before(at) for own, group in groups if _has_name(group, own, words))
        named = max((m for m in found if m is not None), key=lambda m: m.at, default=None)
        return named or self._of_its_kind(words, at)

    def _of_its_kind(self, words: tuple[str, ...], at: int) -> Mention | None:
        """«المنظمة الحقوقية» -> «منظمة العفو الدولية», where no other body of the noun is named."""
        if len(words) != 2 or words[1] not in _OF_KIND:
            return None
        groups = self._bodies.get(words[0], {}).items()
        longer = [group for own, group in groups if len(own) > 2 and own[1] not in _OF_KIND]
        return longer[0].last_before(at) if len(longer) == 1 else None

    def latest(self, at: int) -> Mention | None:
        """The person named last before a token: «الأخير»."""
        before = [mention for mention in self._first.values() if mention.at < at - 1]
        return max(before, key=lambda m: m.at, default=None)

    def bearing(self, name: str) -> Mention | None:
        """The body whose phrase holds the name: «موديز» -> «وكالة التصنيف الائتماني "موديز"».

        «الموارد البشرية» -> «وزارة الموارد البشرية والتنمية الاجتماعية»: all its words.
        """
        words = content_words(name)
        found = self._bearing.get("".join(words[:1]))
        whole = content_words(found.text) if found is not None else ()
        if _OF_A_WHOLE.intersection(whole[:1]):
            return None  # «البحرية الأمريكية» is not «مكتب أبحاث البحرية»
        held = {*words[:1], *(word.removeprefix("و") for word in whole)}
        return found if held.issuperset(words) else None


def _is_wider(words: tuple[str, ...], own: tuple[str, ...], group: Group) -> bool:
    """A kind and no name («المنظمة الدولية»), or two of them («فيسبوك وكامبريدج أناليتيكا» for «فيسبوك»)."""
    pair = len(words) == 1 and group.mentions[0].pair
    return pair or (len(own) == 2 and own[1] in _OF_KIND)


#: Parts of a body that have its name behind them.
_OF_A_WHOLE = frozenset("مكتب فرع قسم ادار وحد مقر موظف عضو".split())
#: Adjectives that tell what a body does, and are no part of its name.
_OF_KIND = frozenset("حقوقي انساني خيري مسلح متشدد متطرف جهادي بحثي اغاثي ارهابي اممي".split())


def _has_name(group: Group, own: tuple[str, ...], words: tuple[str, ...]) -> bool:
    first = group.mentions[0].text
    quoted = any(mark in first for mark in '"«“')
    return quoted and not other_origin(words, own)


#: Offices that an article names several bearers of, by country: their words must agree.
_COMMON_OFFICES = frozenset("رييس وزير عضو مسوول نايب سيد قايد امير ملك شيخ دكتور رجل زعيم".split())


#: What many bodies are, and none is told by.
_COMMON_BODIES = frozenset(
    "باسم حرك وزار قوات مكتب جماع هيي حزب شرك منظم رسمي اعلامي صحفي صحافي".split()
)
#: Offices whose body tells one from another: «متحدث باسم الحكومة» is not the ministry's.
_OF_A_BODY = frozenset("متحدث ناطق سفير مندوب مدعي محامي مدير".split())


def _only(groups: list[Group], at: int) -> Mention | None:
    """The bearer, where all the groups name one person alone."""
    names = {m.named.name_words[-1:] for group in groups for m in group.mentions}
    return _nearest(groups, at) if len(names) == 1 else None


def _runs_on(words: tuple[str, ...], names: set[tuple[str, ...]]) -> bool:
    """«أرسل الرئيس دونالد ترامب | بومبيو»: two people, both named elsewhere, read as one name."""
    ends = any(len(name) < len(words) and name[-1:] == words[-1:] for name in names)
    return len(words) > 2 and words[:-1] in names and ends


#: «نائب محافظ البنك» is not «محافظ البنك»: the name is his chief's.
_DEPUTIES = frozenset("نايب مساعد وكيل معاون".split())


def _is_deputy_of(role: str, other: str) -> bool:
    deputy, chief = content_words(role), content_words(other)
    return deputy[:1] != chief[:1] and deputy[1:2] == chief[:1] and deputy[0] in _DEPUTIES


def _same_head(role: str, other: str) -> bool:
    """«الرئيس» is the head of state: not «رئيس الحكومة», nor «رئيس الشركة»."""
    first, second = words_of(role)[:1], words_of(other)[:1]
    if _is_deputy_of(role, other) or _is_deputy_of(other, role):
        return False
    president = {"الرييس", "للرييس", "والرييس", "الرييسه"}
    return not (set(first) & president) or bool(set(second) & president)


def _speaking(groups: list[Group], recent: Iterable[str]) -> Mention | None:
    """The mention of whoever spoke last among the bearers."""
    for who in recent:
        last = words_of(who)[-1:]
        for group in groups:
            for mention in group.mentions:
                if mention.named.name_words[-1:] == last:
                    return mention
    return None


def _nearest(groups: list[Group], at: int) -> Mention:
    """The nearest mention before a token, else the first of all."""
    before = [m for m in (group.last_before(at) for group in groups) if m is not None]
    if before:
        return max(before, key=lambda m: m.at)
    return min((group.mentions[0] for group in groups), key=lambda m: m.at)
