"""Noun phrases as token ranges, and what their words look like one by one."""

from dataclasses import dataclass

from bot.arabic.wordclass import NAME_PARTICLES, WordClass
from bot.model.quote import Span
from bot.quotes.marks import COMMAS, Mark
from bot.quotes.reading import Reading

#: Longest phrase in the gold: 16 tokens.
MAX_TOKENS = 24
#: Brackets within a phrase hold an abbreviation or a translation.
MAX_BRACKET = 8
#: Marks inside a phrase name a body («وكالة "الأناضول"»); longer ones are speech.
MAX_NAME_IN_MARKS = 6
#: Names in the gold have at most five words: «خالد بن أحمد آل الشيخ».
MAX_NAME_WORDS = 5
CLOSING = frozenset({"،", ",", ":", ".", "(", '"', "«", "“", "-", "–"})
SUBORDINATORS = frozenset(
    "ان انه انها انهم انهما انني اني اننا انك بان انهن بانهن بانه بانها بانهم بانهما بانني باني باننا بانك الا".split()
)
RELATIVES = frozenset({"الذي", "التي", "الذين"})
#: The same, or joined to what stands before: «الوزير، | والذي قال».
JOINED_RELATIVES = RELATIVES | {"والذي", "والتي"}
#: «بي بي سي», «إن بي سي»: letters read out.
_LETTERS = frozenset(
    "بي سي دي تي جي كي إف إس إم إيه ايه أيه جيه زد دبليو كيو يو إتش إكس واي آر إل إي آي آند".split()
)
#: Prepositions that may stand inside a speaker phrase, with what they need before or behind them.
INNER_PREPOSITIONS = frozenset({"في", "من", "عن", "لدي", "باسم", "الي", "ب", "علي"})
#: Offices sent or accredited to a place: «المبعوث الأمريكي الخاص إلى سوريا».
SENT = frozenset("مبعوث مبعوثه سفير سفيره مندوب مندوبه ممثل ممثله وفد".split())
#: Offices held for a place or party: «عضو مجلس النواب عن محافظة البصرة».
ELECTED = frozenset("عضو عضوه نايب نايبه مرشح مرشحه برلماني برلمانيه مستشار مستشاره".split())
CONSTITUENCIES = frozenset("محافظه دايره حزب كتله ولايه اقليم تيار ايتلاف مقاطعه جهه".split())


@dataclass(frozen=True, slots=True)
class NounPhrase:
    """A noun phrase as a half-open token range.

    ``head`` is its first word's index, ``commas`` the places where an apposition begins, ``skip``
    the letters of a fused conjunction or preposition that stay out («ومدربه» -> «مدربه»), ``bearer``
    the token at which the name of a long title begins, 0 where the words themselves must tell.
    """

    start: int
    end: int
    head: int
    commas: tuple[int, ...] = ()
    skip: int = 0
    bearer: int = 0

    def span(self, reading: Reading) -> Span:
        """The phrase's code points."""
        whole = reading.span(self.start, self.end)
        return Span(whole.start + self.skip, whole.end)

    def printed(self, reading: Reading) -> str:
        """The phrase as it stands in the text."""
        return self.span(reading).of(reading.text)

    def head_class(self, reading: Reading) -> WordClass:
        """The class of the head, its fused letters left out."""
        if not self.skip:
            return reading.word(self.head)
        form = reading.form(self.head)[self.skip :]
        return reading.words.of(f"ال{form}" if self.skip > 1 else form)

    def named(self, reading: Reading) -> str:
        """The phrase as a name: «للشرطة» names «الشرطة»."""
        return ("ال" if self.skip > 1 else "") + self.printed(reading)


def by_mouth(reading: Reading, i: int) -> bool:
    """«ونقلت الوكالة | على لسان الوزير قوله»: whose words they are follows."""
    return reading.form(i) == "علي" and reading.form(i + 1) == "لسان"


def is_letter(reading: Reading, i: int) -> bool:
    """The name of a Latin letter, of which names are made: «بي بي سي»، «بي إيه إي سيستمز»."""
    return i >= 0 and reading.tokens[i].bare in _LETTERS


def holds_name(mark: Mark) -> bool:
    """Whether closed marks hold few enough words to be a body's name: «صحيفة "النهار الجديد"»."""
    return mark.closed and mark.close - mark.open <= MAX_NAME_IN_MARKS


def only_verb(word: WordClass) -> bool:
    """Whether the word can be nothing but a verb."""
    listed = word.title or word.speaker or word.place
    return word.verb and not (word.noun or word.proper or listed)


def governs_people(reading: Reading, i: int) -> bool:
    """«نقيب | موظفي البلديات»، «ودع رونالدو | مشجعي ريال مدريد»: a plural of people before its genitive.

    It has lost its ن (Wright I § 315) and ends as a family name does.
    """
    word = reading.word(i)
    people = word.noun and bool(word.kind) and not word.definite and word.stem.endswith("ي")
    if not people or not reading.is_word(i + 1):
        return False
    after = reading.word(i + 1)
    return after.definite or after.place or after.proper or bool(after.speaker)


def is_name_in_ba(reading: Reading, i: int) -> bool:
    """«وقالت برايس:»: a foreign name that reads as بـ with another, content right behind it."""
    word = reading.word(i)
    if not word.bi_noun or word.noun or i + 1 >= len(reading.tokens):
        return False
    after = reading.form(i + 1)
    content = after in SUBORDINATORS or after in COMMAS or after == ":" or reading.opens(i + 1)
    return bool(content) and not reading.words.of(reading.form(i)[1:]).place


def is_joined(reading: Reading, i: int) -> bool:
    """Whether the word is و and a noun («والمغتربين»), not a noun in و («وزير»)."""
    form = reading.form(i)
    word = reading.word(i)
    listed = word.title or word.speaker or word.place
    if reading.words.of(form[1:]).place:
        return True
    return len(form) > 3 and not listed and not word.proper and word.joined


#: Letters of «وال» with a foreign noun: shorter ones are names («والتر»).
MIN_JOINED = 7


def joins_unknown(reading: Reading, i: int) -> bool:
    """«اتحاد الأمن والبرمجة | والدرونز»: a foreign noun joined to one with the article; «والستروم» is a name."""
    word, form = reading.word(i), reading.form(i)
    long = word.unknown and form.startswith("وال") and len(form) >= MIN_JOINED
    return long and reading.word(i - 1).definite and not reading.word(i - 1).title


def behind_letters(reading: Reading, i: int) -> int:
    """Past the letters of titles before a name: «د. إشراقة»، «أ.د. منى»; «أ. حداد» is an initial."""
    while len(reading.form(i)) == 1 and reading.form(i + 1) == ".":
        more = len(reading.form(i + 2)) == 1 or reading.word(i + 3).name
        if reading.form(i) != "د" and not more:
            return i
        i += 2
    return i


def name_segment(reading: Reading, i: int, limit: int) -> int:
    """The end of the name that follows a title's comma, ``i`` where none does.

    «رئيس الشرطة، جيري هوجريف،»: one to five bare words up to the next comma, mark or subordinator
    are the name, whatever else they may mean; where the segment goes on, only what is name-like.
    """
    i = behind_letters(reading, i)
    end = i
    while end < min(limit, i + MAX_NAME_WORDS + 1):
        token = reading.tokens[end]
        before = reading.tokens[end - 1].bare if end > i else ""
        particle = end > i and reading.form(end - 1) in NAME_PARTICLES and "إ" not in before
        if not token.is_word or not (particle or _may_name(reading, end, first=end == i)):
            break
        end += 1
    if end == i and reading.is_word(i) and reading.word(i).definite:
        end = _definite_name(reading, i, limit)
    closed = end >= limit or reading.form(end) in CLOSING or reading.form(end) in SUBORDINATORS
    if end > i and closed and end - i <= MAX_NAME_WORDS:
        return end
    end = i
    while end < limit and reading.is_word(end) and reading.word(end).name:
        end += 1
    return end


def _definite_name(reading: Reading, i: int, limit: int) -> int:
    """«وزير الماء، المصطفى البقالي،»: a first name with the article, between commas."""
    end = i + 1
    while end < min(limit, i + MAX_NAME_WORDS) and reading.is_word(end):
        if not _may_name(reading, end, first=False):
            return i
        end += 1
    word = reading.word(i)
    listed = word.title or word.speaker or word.slot or word.place or word.function
    bounded = end > i + 1 and end < limit and reading.form(end) in COMMAS
    return end if bounded and not listed else i


_TOLD_OF = frozenset("واسمه واسمها ويدعي وتدعي ويسمي وتسمي وهو وهي".split())
_SAYING = frozenset("قايلا قايله قايلين".split())


def _may_name(reading: Reading, i: int, *, first: bool) -> bool:
    token, word = reading.tokens[i], reading.word(i)
    given = reading.form(i + 1) in {"بن", "ابن", "بنت"}  # «، سلطان بن سحيم آل ثاني،»
    calling = bool(word.title) and (first or not word.definite) and not given
    listed = calling or word.speaker or word.slot or word.place
    particle = token.form in NAME_PARTICLES and "إ" not in token.bare
    functional = word.function and token.bare != "علي" and not particle
    joined = word.bi_noun or word.li_noun or token.form in SUBORDINATORS
    said = reading.lexicon.cues.get(token.form, ())
    if first and any(option.verb.trust == "A" for option in said):
        return False  # «عند استقالتها محررة الشؤون الصينية، | قالت كاري إنها»
    told = token.form in _TOLD_OF or token.form in _SAYING
    after = reading.word(i + 1)
    if told or (first and said and after.definite and after.title):
        return False  # «الناشط الإيراني، | واسمه كافيا»، «حسن روحاني | قائلا»، «، | أعلن الرئيس»
    return not (listed or functional or joined or (word.definite and first))
