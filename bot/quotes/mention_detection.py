"""Where a text names or titles somebody: every mention, in one pass.

A verb of saying before a word proves a name that nothing else would: «وقالت هانا لويس».
"""

from collections.abc import Iterable
from dataclasses import replace

from bot.arabic.wordclass import NAME_PARTICLES
from bot.model.quote import Kind
from bot.quotes.bodies import own_name
from bot.quotes.gluing import split_conjunction
from bot.quotes.mentions import Mention, Mentions
from bot.quotes.names import name_run
from bot.quotes.naming import behind_title
from bot.quotes.phrases import NounPhrase, by_mouth, is_joined
from bot.quotes.reading import Reading
from bot.quotes.slots import FAMED
from bot.quotes.speakers import parse, parse_joined
from bot.quotes.times import MONTHS
from bot.quotes.titles import origins, split

#: «مواقع اليونسكو للتراث العالمي»، «مدارس الأونروا»: of several no one bears the name.
_MANY = frozenset(
    "مدارس مكاتب فروع قياده مواقع صحف وسايل وكالات شركات مووسسات منظمات وزارات قنوات شبكات بنوك مصارف".split()
)


def collect(reading: Reading, speakers: Iterable[NounPhrase] = ()) -> Mentions:
    """Every mention of the text, in one pass; ``speakers`` are phrases known to name somebody.

    A verb of saying before it proves a name that nothing else would: «وقالت هانا لويس».
    """
    speakers = list(speakers)
    surnames = frozenset(reading.form(p.head) for p in speakers if _is_surname(reading, p))
    found = ((phrase, split(reading, phrase)) for phrase in speakers)
    people = [
        Mention(phrase, named, phrase.printed(reading)) for phrase, named in found if named.name
    ]
    bodies: list[Mention] = []
    i = 0
    while i < len(reading.tokens):
        mention = _at(reading, i, surnames)
        if mention is None:
            i += 1
            continue
        end = mention.phrase.end
        if mention.named.name:
            people.append(mention)
        elif mention.named.kind in (Kind.ORGANIZATION, Kind.DOCUMENT, Kind.ANONYMOUS, Kind.GROUP):
            end = _another_in(reading, mention.phrase)
            if not _in_genitive(reading, mention):
                text = own_name(reading, mention.phrase).printed(reading)
                head = mention.phrase.head_class(reading)
                body = head.speaker & {"organization", "media"} and head.stem not in _MANY
                bears = bool(body) and end == mention.phrase.end
                pair = end > mention.phrase.head + 1 and is_joined(reading, mention.phrase.head + 1)
                bodies.append(replace(mention, text=text, bears=bears, pair=pair))
        i = max(end, i + 1)
    names = {mention.named.name_words for mention in people}
    people = [mention for mention in people if not _grown(reading, mention, names)]
    return Mentions(sorted(_rightly_titled(people), key=lambda m: m.at), bodies)


def _grown(reading: Reading, mention: Mention, names: set[tuple[str, ...]]) -> bool:
    """«أنهيت | عمل أندرو مكابي»: a noun before a name that the article prints without it."""
    words, word = mention.named.name_words, reading.word(mention.at)
    noun = (word.noun and not word.function) or (
        word.unknown and reading.sentence(mention.at).start == mention.at
    )
    whole = len(words) > 2 and words[1:] in names and words[1] not in NAME_PARTICLES
    return whole and noun and reading.form(mention.at) == words[0]


def _another_in(reading: Reading, phrase: NounPhrase) -> int:
    """«خطاب | الرئيس فلاديمير بوتين»، «بيان صادر عن | الوزارة»: where somebody else begins; the end if nobody."""
    for i in range(phrase.head + 1, phrase.end):
        if reading.word(i).title == "office" or reading.form(i - 1) == "عن":
            return i
    return phrase.end


def _rightly_titled(people: list[Mention]) -> list[Mention]:
    """Mentions but those whose title and name are two people's, by the country of the title.

    «هل خدع زعيم كوريا الشمالية ترامب»: the deceiver is the subject, the surname behind him the
    object. The article gives Trump, by a fuller name, a title of another country.
    """
    titled: dict[str, set[str]] = {}
    for mention in people:
        words = mention.named.name_words
        if len(words) > 1 and mention.named.role:
            named = origins(mention.named.role)
            titled.setdefault(words[-1], set()).update(named)
    return [one for one in people if not _of_another(one, titled)]


def _of_another(mention: Mention, titled: dict[str, set[str]]) -> bool:
    words = mention.named.name_words
    if len(words) != 1 or not mention.named.role or not titled.get(words[0]):
        return False
    own = origins(mention.named.role)
    return bool(own) and own.isdisjoint(titled[words[0]])


def _with_title_behind(reading: Reading, phrase: NounPhrase) -> NounPhrase:
    """«حمدي عبد السميع | وكيل وزارة الصحة»: a title without a comma behind a whole name."""
    if reading.word(phrase.end).title != "office" or phrase.skip or phrase.commas:
        return phrase
    if phrase.head_class(reading).title == "office":
        return phrase  # «استقبل أمير قطر تميم بن حمد | وزير الخارجية»: the next one's title
    name = split(reading, phrase).name
    wider = parse(reading, phrase.start, len(reading.tokens), strict=False) if name else None
    same = wider is not None and split(reading, wider).name == name and len(name.split()) > 1
    if wider is None or not same:
        return phrase
    own, _ = behind_title(reading, phrase.end, wider.end, reading.word(phrase.end))
    another = own < wider.end or name_run(reading, wider.end, wider.end + 2) > wider.end
    return phrase if another else wider


def _in_genitive(reading: Reading, mention: Mention) -> bool:
    """«ضربات التحالف الجوية»: the adjective is the first noun's, the phrase not one of its own."""
    if not mention.at or not reading.tokens[mention.at - 1].is_word:
        return False
    before, head = reading.word(mention.at - 1), mention.phrase.head_class(reading)
    bare = before.noun and not (before.definite or before.owned or before.function or before.verb)
    return bare and head.definite


def _is_surname(reading: Reading, phrase: NounPhrase) -> bool:
    """«وقال | الصدر»: a common noun with the article that speaks alone may be somebody's family name."""
    word = phrase.head_class(reading)
    listed = word.title or word.speaker or word.kind or word.place or word.adjective
    return phrase.end == phrase.start + 1 and word.definite and word.noun and not listed


#: Months that are a firm and a father besides.
_NAMES = frozenset({"نيسان", "اب"})


def _is_nobody(reading: Reading, i: int) -> bool:
    """«الشهيرة | باسم زينة»، «عقد مؤتمرا | صحفيا»: a word that is somebody elsewhere."""
    form, before = reading.form(i), reading.form(i - 1)
    described = form.endswith("يا") and before.endswith("ا") and reading.word(i).noun
    return described or form in MONTHS - _NAMES or (form == "باسم" and before in FAMED)


def _at(reading: Reading, i: int, surnames: frozenset[str] = frozenset()) -> Mention | None:
    start, word, form = i, reading.classes[i], reading.forms[i]
    inner = reading.words.of(form[1:]) if form[:1] in "ولب" and len(form) > 3 else word
    if not (word.title or word.speaker or word.name):
        if inner is word or by_mouth(reading, i - 1):
            return None
        if not (inner.title or inner.speaker or (inner.name and not inner.unknown)):
            return None
        word = inner
    if not reading.tokens[i].is_word or _is_nobody(reading, i):
        return None
    if not word.title and split_conjunction(form)[0] in reading.lexicon.cues:
        return None
    phrase = parse(reading, start, len(reading.tokens), strict=True)
    if phrase is None or word is inner:
        phrase = parse_joined(reading, start, len(reading.tokens), strict=True) or phrase
    if phrase is None:
        return None
    before_surname = not phrase.commas and reading.form(phrase.end) in surnames
    if before_surname and len(split(reading, phrase).name_words) == 1:
        phrase = replace(phrase, end=phrase.end + 1)  # «مقتدى | الصدر»
    phrase = _with_title_behind(reading, phrase)
    named = split(reading, phrase)
    alone = phrase.end == phrase.start + 1
    if not named.name and alone and not word.speaker:
        return None
    return Mention(phrase, named, phrase.printed(reading))
