"""Where the article reports speech: forms of reporting verbs and cues of several words.

A token may be a form of more than one verb («ذكر» said, reminded) or of none in its place; every
option is kept, and the frames decide. Words inside quotation marks are the speaker's own and open
nothing, as in BBC Citron.
"""

from dataclasses import dataclass

from bot.arabic.conjugation import Agreement, Tense
from bot.arabic.lexicon import CueForm
from bot.arabic.triggers import Trigger
from bot.model.quote import Act
from bot.quotes.anonymity import withheld
from bot.quotes.gluing import split_conjunction
from bot.quotes.reading import Reading

NEGATIONS = frozenset({"لم", "لا", "لن", "ولم", "ولا", "ولن", "فلم"})
#: Behind these alone a verb is shortened: «لم يجب», but «يجب أن» (must).
_BEFORE_JUSSIVE = frozenset({"لم", "ولم", "فلم"})
#: A damma behind the first letter of a perfect marks the passive: «أُعلن»، «ذُكر».
_DAMMA = "\u064f"
#: «قائلا» repeats the verb before it and adds nothing of its own.
SAYING = "قال"
#: What may stand inside a fixed phrase: «ويعتقد | أيضا أن»، «وجاء | كذلك في البيان».
ADVERBS = frozenset("ايضا كذلك الان حاليا هنا".split())


@dataclass(frozen=True, slots=True)
class Cue:
    """One reading of a cue: its token range, what the verb is and takes, and its inflection."""

    start: int
    end: int
    lemma: str
    act: Act
    trust: str
    takes: frozenset[str]
    tense: Tense
    agreement: Agreement
    pronoun: str = ""
    conjoined: bool = False
    negated: bool = False

    @property
    def finite(self) -> bool:
        """Whether the cue is a verb in the perfect or imperfect."""
        return self.tense in (Tense.PERFECT, Tense.IMPERFECT)

    @property
    def perfect(self) -> bool:
        """Whether it is in the perfect, the tense of reporting."""
        return self.tense is Tense.PERFECT


def find(reading: Reading, ours: int | None = None) -> dict[int, tuple[Cue, ...]]:
    """Every cue outside quotation marks, by its first token; longer phrases win over words.

    From token ``ours`` on, if given, «we» is the issuer of a statement printed in full.
    """
    found: dict[int, tuple[Cue, ...]] = {}
    taken = 0
    for i, token in enumerate(reading.tokens):
        if i < taken or not reading.may(i, Trigger.CUE):
            continue
        if not token.is_word or reading.inside(i):
            continue
        options = _phrase(reading, i) or _word(reading, i)
        if ours is None or i < ours:
            options = tuple(o for o in options if o.agreement is not Agreement.FIRST)
        unnamed = max(withheld(reading, i), withheld(reading, i - 1)) if options else 0
        if unnamed > i:
            taken = unnamed
        elif options and i - 1 in found and found[i - 1][0].perfect:
            # «وأكدت | دانا أحمد»: no second verb stands behind the first, and none in the dual
            options = tuple(o for o in options if o.agreement is not Agreement.DUAL)
            found.update({i: options} if options else {})
            taken = i + 1
        elif options:
            found[i] = options
            taken = options[0].end
    return found


def _word(reading: Reading, i: int) -> tuple[Cue, ...]:
    form = reading.form(i)
    cues = reading.lexicon.cues
    options = [(found, False) for found in cues.get(form, ())]
    rest, conjoined = split_conjunction(form)
    if conjoined:
        options += [(found, True) for found in cues.get(rest, ())]
    for stem, joined in ((form, False), (rest, conjoined)):
        if stem.startswith("س") and len(stem) > 4:
            future = cues.get(stem[1:], ())
            options += [(f, joined) for f in future if f.inflection.tense is Tense.IMPERFECT]
    options += [(f, True) for f in _of_purpose(reading, form)]
    bare = reading.tokens[i].bare
    opens = i == reading.sentence(i).start and bare.endswith("ي") and form.startswith("و")
    bare = bare[:-1] + "ى" if opens else bare  # Egyptian print; a noun does not begin so
    short = reading.form(i - 1) in _BEFORE_JUSSIVE
    kept = [
        _cue(reading, i, f, joined)
        for f, joined in options
        if f.inflection.fits(bare) and (short or not f.inflection.jussive)
    ]
    return tuple(cue for cue in kept if not _is_passive(reading, i, cue) and _fits(cue))


def _of_purpose(reading: Reading, form: str) -> list[CueForm]:
    """«عاد النائب ليؤكد أن»، «ليرد الوزير قائلا»: with the imperfect of saying and answering only."""
    if not form.startswith(("لي", "لت")):
        return []
    found = reading.lexicon.cues.get(form[1:], ())
    return [f for f in found if f.inflection.tense is Tense.IMPERFECT and _told(f)]


_ANSWERS = frozenset({"رد", "أجاب", "علق"})


def _told(found: CueForm) -> bool:
    return found.verb.trust == "A" or found.verb.lemma in _ANSWERS


def _cue(reading: Reading, i: int, found: CueForm, conjoined: bool) -> Cue:  # noqa: FBT001
    verb, inflection = found.verb, found.inflection
    return Cue(
        start=i,
        end=i + 1,
        lemma=verb.lemma,
        act=verb.act,
        trust=verb.trust,
        takes=verb.takes,
        tense=inflection.tense,
        agreement=inflection.agreement,
        pronoun=inflection.pronoun,
        conjoined=conjoined,
        negated=reading.form(i - 1) in NEGATIONS,
    )


def _fits(cue: Cue) -> bool:
    """Masdars are :mod:`masdars`' business; «ردا على» is no dual of «رد»."""
    dual = cue.agreement is Agreement.DUAL and "blame" not in cue.takes
    doubtful_dual = cue.trust == "D" and dual
    return cue.tense is not Tense.MASDAR and not doubtful_dual


#: Verbs of the first form: the prefix of their active imperfect has a fatha, as in the fifth form and beyond.
_FIRST_FORM = frozenset({"قال", "زعم", "ظن", "كتب"})


def _is_passive(reading: Reading, i: int, cue: Cue) -> bool:
    """«أُعلن»، «ويُعتقد»: a damma where the active has none; «يُعلن» is active too."""
    token = reading.tokens[i]
    printed = reading.text[token.start : token.end]
    marked = _DAMMA in printed[1 + cue.conjoined : 3 + cue.conjoined]
    fatha = cue.lemma in _FIRST_FORM or cue.lemma.startswith(("ا", "ت"))
    return marked and (cue.perfect or (cue.tense is Tense.IMPERFECT and fatha))


#: The subject may stand inside a phrase: «ألقى الوزير باللوم على».
_APART = 9


def _apart(reading: Reading, i: int, second: str) -> bool:
    end = min(i + _APART, reading.sentence(i).end)
    return any(reading.form(j) == second for j in range(i + 2, end))


def behind_words(reading: Reading, i: int, words: tuple[str, ...]) -> int:
    """Behind the words from ``i`` on, 0 where they do not stand: «وجاء | أيضا في البيان»."""
    for word in words:
        i += reading.form(i) in ADVERBS and reading.form(i) != word
        form = reading.form(i)
        if form != word and not (word == "ان" and form in {"انه", "انها", "انهم"}):
            return 0
        i += 1
    return i


def _phrase(reading: Reading, i: int) -> tuple[Cue, ...]:
    form = reading.form(i)
    rest, conjoined = split_conjunction(form)
    phrases = reading.lexicon.phrases
    options = phrases.get(form, ())
    for phrase in (*options, *phrases.get(rest, ())) if conjoined else options:
        first = phrase.words[0]
        split = "rest" in phrase.takes and _apart(reading, i, phrase.words[1])
        end = i + 1 if split else behind_words(reading, i + 1, phrase.words[1:])
        if end:
            return (
                Cue(
                    start=i,
                    end=end,
                    lemma=" ".join(phrase.words),
                    act=phrase.act,
                    trust="A",
                    takes=phrase.takes,
                    tense=Tense.PERFECT,
                    agreement=Agreement.ANY,
                    conjoined=conjoined and first != form,
                    negated=reading.form(i - 1) in NEGATIONS,
                ),
            )
    return ()
