"""Where another statement begins, so that the content before it stops."""

from collections.abc import Callable

from bot.quotes import complements, objects, participles, subjects
from bot.quotes.according import Attribution
from bot.quotes.complements import DASHES
from bot.quotes.cues import NEGATIONS, Cue
from bot.quotes.marks import COMMAS
from bot.quotes.phrases import by_mouth
from bot.quotes.reading import Reading
from bot.quotes.relays import SAYINGS, WINDOW, is_relay_verb

#: Joined to the cue at once, without a comma: «هددت موسكو بطردهم بعدما حذرت بريطانيا».
_AFTER = frozenset("بعدما عندما حينما بل فيما بينما".split())
_CONTRAST = frozenset("لكنه ولكنه لكنها ولكنها لكنهم ولكنهم".split())
#: Words that join a new statement: «، كما أكد», «فيما قال», «لكن ترامب وصفه».
_JOINING = frozenset("كما ثم فيما بينما حيث لكن ولكن وقد اذ".split()) | _CONTRAST


def breaker(
    reading: Reading, cues: dict[int, tuple[Cue, ...]], attributions: dict[int, Attribution]
) -> Callable[[int, int], bool]:
    """The test ``breaks(i, start)`` over one reading, remembered by token."""
    known: dict[int, bool] = {}

    def breaks(i: int, start: int) -> bool:
        del start
        if i not in known:
            known[i] = _breaks(reading, i, cues, attributions)
        return known[i]

    return breaks


def _breaks(
    reading: Reading,
    i: int,
    cues: dict[int, tuple[Cue, ...]],
    attributions: dict[int, Attribution],
) -> bool:
    if _attributed(reading, i, attributions) or _ends_in_saying(reading, i):
        return True
    if _subject_first(reading, i, cues):
        return True
    joined = _joined_cue(reading, i)
    if joined:
        joined += reading.form(joined) in NEGATIONS
        return any(_opens(reading, cue, cues) for cue in cues.get(joined, ()) if cue.finite)
    if reading.form(i - 1) in COMMAS and _main_clause(reading, i, cues):
        return True
    for cue in cues.get(i, ()):
        if not cue.finite:
            if participles.complement(reading, cue, cues) is not None:
                return True
        elif _new_turn(reading, cue, cues) and _opens(reading, cue, cues):
            return True
    return False


#: «وبعد أن أشاد بالجهود، | تعهد الوزير»: behind these the main clause is still to come.
_SUBORDINATE = frozenset("بعد بعدما عقب فيما بينما حين لدي في عندما حينما قبل خلال وفي".split())


def _main_clause(reading: Reading, i: int, cues: dict[int, tuple[Cue, ...]]) -> bool:
    """A reporting verb behind a comma, its sentence having begun with a subordinate clause."""
    first = reading.form(reading.sentence(i).start)
    if first.removeprefix("و").removeprefix("ف") not in _SUBORDINATE:
        return False
    return any(c.finite and not c.conjoined and _opens(reading, c, cues) for c in cues.get(i, ()))


def _joined_cue(reading: Reading, i: int) -> int:
    """Where the verb of a joined clause would stand, 0 where nothing joins one at ``i``."""
    form = reading.form(i)
    if form == "كما" and reading.form(i + 1) in {"انه", "انها", "انهم"}:
        return i + 2  # «كشفت عن خطتها، | كما أنها طالبت»
    if form in _AFTER or form in _CONTRAST or (form in _JOINING and _behind_pause(reading, i)):
        return i + 1
    after = reading.form(i + 1)
    if form in {"الا", "غير", "بيد"} and after in {"انه", "انها", "انهم"}:
        return i + 2
    if form in {"بعد", "قبل"} and after == "ان":
        return i + 2
    return 0


#: «حمل وزارة المالية الاتحادية مسؤولية»: tokens to the responsibility.
BLAME = 10
#: «، وفقا لما نقلته وكالة الأناضول»: whose report it is, whatever stands behind.
_REPORTED = frozenset("وفقا وفق بحسب حسب طبقا تبعا".split())


def _reported(reading: Reading, i: int) -> bool:
    after = reading.form(i + 1) in {"ما", "لما"} and i + 2 < len(reading.tokens)
    return reading.form(i) in _REPORTED and after and reading.word(i + 2).verb


def _attributed(reading: Reading, i: int, attributions: dict[int, Attribution]) -> bool:
    """A relay, an attribution or a mouthpiece: «، ونقلت الوكالة عن مسؤول قوله»، «على لسان الوزير»."""
    if is_relay_verb(reading, i) and _behind_pause(reading, i):
        end = min(i + WINDOW, reading.sentence(i).end)
        return any(reading.form(j) in SAYINGS for j in range(i, end))
    if by_mouth(reading, i):
        return True
    if i in attributions:
        return _behind_pause(reading, i) or attributions[i].verb is not None
    return _behind_pause(reading, i) and _reported(reading, i)


#: Tokens between a verb and «بالقول».
SAYING_REACH = 9


def _ends_in_saying(reading: Reading, i: int) -> bool:
    """«إن ما جرى انتصار، | وتوجه إلى المحتلين بالقول: "..."»: whatever the verb, a statement follows."""
    if not reading.form(i).startswith("و") or not _behind_pause(reading, i):
        return False
    for j in range(i + 1, min(i + SAYING_REACH, reading.sentence(i).end)):
        if reading.form(j) in COMMAS:
            return False
        if reading.form(j) == "بالقول":
            return True
    return False


def _subject_first(reading: Reading, i: int, cues: dict[int, tuple[Cue, ...]]) -> bool:
    """«لكن الموقع أكد أنه»، «والإعلام السعودي يصفه»."""
    more = i + 1 < reading.sentence(i).end
    if more and reading.form(i) in _ADVERSATIVE and _subject_and_cue(reading, i + 1, cues):
        return True
    return subjects.opens_joined(reading, i) and _subject_and_cue(reading, i, cues)


#: «لكن الموقع أكد أنه»، «ولكن الدوحة تنفي»، «بينما أعربت الوزارة».
_ADVERSATIVE = frozenset("لكن ولكن بينما فيما".split())
#: A subject before its verb has at most this many tokens here.
SUBJECT_TOKENS = 9


def _subject_and_cue(reading: Reading, i: int, cues: dict[int, tuple[Cue, ...]]) -> bool:
    end = min(reading.sentence(i).end, i + SUBJECT_TOKENS)
    for j in range(i, end):
        for cue in cues.get(j, ()):
            if not cue.finite or cue.conjoined:
                continue
            ahead = subjects.before(reading, cue)
            if ahead is not None and ahead.start == i:
                return "obj" in cue.takes or _opens(reading, cue, cues)
    return False


def _behind_pause(reading: Reading, i: int) -> bool:
    before = reading.form(i - 1)
    return before in COMMAS or before in DASHES or before == ")" or reading.mark(i - 1) is not None


def _new_turn(reading: Reading, cue: Cue, cues: dict[int, tuple[Cue, ...]]) -> bool:
    """A verb joined by و opens a turn; in the imperfect only behind a pause or another one."""
    if not cue.conjoined:
        return False
    if cue.perfect or _behind_pause(reading, cue.start):
        return True
    sentence = reading.sentence(cue.start)
    first = next((cues[i] for i in range(sentence.start, cue.start) if i in cues), ())
    return any(option.tense is cue.tense for option in first)


def _opens(reading: Reading, cue: Cue, cues: dict[int, tuple[Cue, ...]]) -> bool:
    """Whether the cue governs something; one that takes an object does with any noun behind it."""
    limit = reading.sentence(cue.start).end
    if complements.find(reading, cue, cue.end, limit, cues) is not None:
        return True
    if "second" in cue.takes and objects.second(reading, cue, cue.end, limit) is not None:
        return True
    if "blame" in cue.takes and objects.blamed(reading, cue.end, min(limit, cue.end + BLAME)):
        return True
    return "obj" in cue.takes and cue.trust != "D" and cue.lemma != "أبدى"
