"""What speaks for a stored quote as the answer to a question, in numbers between 0 and 1.

A word of the topic may stand in the quote's content, beside it (whom he addressed), in its sentences,
in the article's headline and lead, or anywhere in the article; each level adds to the one before.
Rare words count more, and names are looked at apart: a quote on another country's elections is no
answer. The speaker is found by his name and titles, less surely by words around the quote. How much
each number counts is fitted (``relevance.tsv``).
"""

import math
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace
from itertools import pairwise
from operator import mul

from bot.answers.acts import WIDE, fitting, term_of
from bot.answers.registry import is_person, names_of
from bot.arabic.terms import NUMBER
from bot.model.answer import Candidate
from bot.model.question import Question, QuestionForm, TopicWord
from bot.model.quote import Act, Kind
from bot.model.speaker import SpeakerName

Counts = Mapping[str, int]
#: The numbers, in the order of their weights. ``missed`` is how much less of the topic the content
#: holds than the best one's; increments of coverage follow each other level by level.
FEATURES = (
    "missed", "constant", "names", "names_article", "content", "near", "context", "speaker_words",
    "head", "body", "speaker", "speaker_context", "speaker_article", "cue", "act", "near_act",
    "say_act", "other_act", "polarity", "number", "beside", "thread", "unacted",
)  # fmt: skip
#: The place of each number.
AT = {name: i for i, name in enumerate(FEATURES)}
#: What a question without names gets for them.
NO_NAMES = 0.8
#: A word of the verb's object that stands in the content instead: «دعم الإرهاب وموالاة إيران» accuses
#: somebody else.
UNADDRESSED = 0.35
#: A speaker's word that no speaker of the archive has, where it is no name («الباحث الياباني»).
UNKNOWN_TITLE = 1.0
#: Share of a speaker's name and titles that must be found with the quote, and what a word found in its
#: sentences only is worth; by the folds of ``tests.quality.fit_answers``.
LEAST_SPEAKER, AROUND = 0.6, 0.3
#: Least weight of a term that tells how rare its word is.
_OWN = 0.8
#: Quotes of an article to either side that go on about one thing; an article's keys follow each other.
BESIDE = 2
#: How well a word of a title must be the speaker's own, and how much of the title the article must tell.
OFFICE, WHOLE_TITLE = 0.5, 0.9
#: Kinds of terms by which speakers are known: concepts, consonants, countries, lemmas.
_KNOWN_BY = frozenset("nckl")
_SAYING = frozenset({Act.SAY, Act.AFFIRM, Act.EXPLAIN, Act.ANNOUNCE, Act.OPINION, Act.CLAIM})
#: Acts asked of a person for themselves: what he said of it answers what he expected, not what he denied.
_POLAR = frozenset({
    Act.DENY, Act.REJECT, Act.ACCUSE, Act.CONDEMN, Act.THREATEN, Act.PRAISE, Act.PROMISE, Act.ADMIT,
})  # fmt: skip
#: Acts that plain saying tells too: «الموساد يقف خلف الاغتيال» accuses, «باراغواي ستنقل سفارتها» announces.
_TOLD = frozenset({
    Act.ACCUSE, Act.ANNOUNCE, Act.ADMIT, Act.EXPECT, Act.PROMISE, Act.WARN, Act.CALL, Act.DEMAND,
    Act.THREATEN, Act.OPINION, Act.AFFIRM, Act.EXPLAIN, Act.CLAIM,
})  # fmt: skip
#: Of one thing they say yes and no.
_SETTLED = frozenset({Act.AFFIRM, Act.DENY, Act.REJECT, Act.ADMIT, Act.ANNOUNCE})
#: Forms that ask who did an act, or whether it was done.
_ACTS_ASKED = frozenset({QuestionForm.WHO, QuestionForm.WHETHER})


@dataclass(frozen=True, slots=True)
class Archived:
    """What an archive knows of terms: quotes that hold each as topic and as speaker, and quotes in all."""

    topic: Counts
    speaker: Counts
    quotes: int


def settled(question: Question, archived: Archived) -> Question:
    """The question with the words that no speaker has moved from the speaker's end to the topic.

    «هل تنفي روسيا قصف المدنيين»: «قصف» is nobody's name. A first word that is unknown stays, so that
    what an unknown person said is not answered by what others said of him.
    """
    words = question.speaker_words
    if not question.loose or len(words) < 2:
        return question
    known = [_is_speaker(word, archived.speaker) for word in words]
    if not known[0] or all(known):
        return question
    end = known.index(False)
    topic = (*words[end:], *question.topic)
    return replace(question, speaker_words=words[:end], topic=topic)


def _is_speaker(word: TopicWord, counts: Counts) -> bool:
    kinds = _KNOWN_BY if word.name else _KNOWN_BY - {"k"}
    glossed = word.printed.isascii()
    return any(
        counts.get(term) and (term[0] in kinds or (glossed and term[0] == "g" and weight > _OWN))
        for term, weight in word.terms
    )


def rarity(word: TopicWord, archived: Archived) -> float:
    """Inverse document frequency of the word's own terms; an unknown word weighs the most."""
    own = [archived.topic.get(term, 0) for term, weight in word.terms if weight >= _OWN]
    return _idf(max(own, default=0), archived.quotes)


def speaker_rarity(word: TopicWord, archived: Archived) -> float:
    """The same among speakers; what no speaker has weighs much where it is a name or a body."""
    own = [archived.speaker.get(term, 0) for term, _ in word.terms if term[0] in _KNOWN_BY]
    count = max(own, default=0)
    told = count or word.name or any(term[0] == "n" for term, _ in word.terms)
    return _idf(count, archived.quotes) if told else UNKNOWN_TITLE


def _idf(count: int, total: int) -> float:
    return math.log(1 + (total + 1) / (count + 0.5))


@dataclass(frozen=True, slots=True)
class Weights:
    """How much each word of a question's topic and of its speaker counts, and which name an office.

    ``offices`` is empty where a name is asked for: «السفير» of «السفير الأمريكي».
    """

    topic: tuple[float, ...]
    speaker: tuple[float, ...]
    offices: tuple[TopicWord, ...] = ()


def weighed(question: Question, archived: Archived) -> Weights:
    """The weights of a question's words, the same for all its candidates."""
    return Weights(
        tuple(rarity(word, archived) for word in question.topic),
        tuple(speaker_rarity(word, archived) for word in question.speaker_words),
        ()
        if names_of(question)
        else tuple(w for w in question.speaker_words if not _is_country(w)),
    )


def _is_country(word: TopicWord) -> bool:
    return any(term[0] == "c" for term, _ in word.terms)


def features(question: Question, item: Candidate, words: Weights) -> list[float]:
    """The numbers of one candidate, ``missed`` still 0."""
    weights = words.topic
    levels = [_levels(question, i, item) for i in range(len(question.topic))]
    covered = [_share(weights, [level[i] for level in levels], empty=1.0) for i in range(6)]
    named = [i for i, word in enumerate(question.topic) if _named(word)]
    names = [
        _share([weights[i] for i in named], [levels[i][level] for i in named], empty=NO_NAMES)
        for level in (3, 5)
    ]
    speaker = _speaker(question, item, words.speaker)
    return [
        0.0, 1.0, *_increments(names), *_increments(covered), *_increments(speaker),
        *_act(question, item), _number(question, item), 0.0, 0.0, 0.0,
    ]  # fmt: skip


def _levels(question: Question, i: int, item: Candidate) -> tuple[float, ...]:
    """How well the ``i``-th topic word is matched at each level, each as good as the one before."""
    word = question.topic[i]
    content = best(word, item.terms)
    near = max(content, best(word, item.near_terms))
    if i < question.addressed:
        content = near = max(best(word, item.near_terms), UNADDRESSED * content)
    context = max(near, best(word, item.context_terms))
    speaker = context if question.speaker_words else max(context, best(word, item.speaker_terms))
    head = max(speaker, best(word, item.head_terms))
    return content, near, context, speaker, head, max(head, best(word, item.body_terms))


def best(word: TopicWord, terms: frozenset[str]) -> float:
    """The weight of the best term of a word that is there."""
    found = 0.0
    if terms:
        for term, weight in word.terms:
            if weight > found and term in terms:
                found = weight
    return found


def _named(word: TopicWord) -> bool:
    return word.name or any(term[0] in "nc" for term, _ in word.terms)


def _share(weights: Sequence[float], matched: Sequence[float], *, empty: float) -> float:
    whole = sum(weights)
    return sum(map(mul, weights, matched)) / whole if whole else empty


def _increments(levels: Sequence[float]) -> list[float]:
    return [levels[0], *(after - before for before, after in pairwise(levels))]


def _speaker(question: Question, item: Candidate, weights: Sequence[float]) -> list[float]:
    words = question.speaker_words
    if not words:
        return [0.0, 0.0, 0.0]
    if item.speaker in question.people:
        return [1.0, 1.0, 1.0]

    def share(*fields: frozenset[str]) -> float:
        matched = [max(best(word, terms) for terms in fields) for word in words]
        return _share(weights, matched, empty=0.0)

    near = (item.speaker_terms, item.context_terms)
    return [share(near[0]), share(*near), share(*near, item.head_terms, item.body_terms)]


def _number(question: Question, item: Candidate) -> float:
    """Whether a quote has a number where it is asked how many."""
    return float(question.form is QuestionForm.HOW_MANY and NUMBER in item.cue_terms)


def _act(question: Question, item: Candidate) -> list[float]:
    """Which kind of agreement there is: the very verb, its act, a near one, plain saying, another."""
    if question.act is None:
        return [0.0] * 6
    tests: tuple[Callable[[], bool], ...] = (
        lambda: not item.cue_terms.isdisjoint(question.cue),
        lambda: item.act is question.act,
        lambda: item.act in fitting(question.act or item.act) or _performed(question, item),
        lambda: item.act in _SAYING,
        lambda: True,
    )
    first = next(i for i, test in enumerate(tests) if test())
    polarity = float(question.negated != item.negated)
    return [*(float(i == first) for i in range(len(tests))), polarity]


def spoken(question: Question, item: Candidate, numbers: Sequence[float], words: Weights) -> bool:
    """Whether enough tells that the one asked for is the speaker: his name and titles, or what is around.

    Where a title is asked for, its office must be his own: the Leader is not the Iranian foreign
    minister, however often that one stands around his words.
    """
    if not question.speaker_words:
        return True
    own = numbers[AT["speaker"]]
    if item.speaker not in question.people and words.offices:
        return own >= LEAST_SPEAKER and _holds(words, item)
    return own + AROUND * numbers[AT["speaker_context"]] >= LEAST_SPEAKER


def titled(item: Candidate, numbers: Sequence[float], words: Weights) -> bool:
    """Whether the speaker has the office that is asked for, and the article tells the rest of the title.

    «وقال السفير ديفيد فريدمان» in a report on the American embassy in Israel answers for the American
    ambassador in Israel. Of ministers and heads of state an article names several: their country must
    stand in the sentences around.
    """
    own, context, article = numbers[AT["speaker"] : AT["speaker_article"] + 1]
    common = any(term[0] == "n" for word in words.offices for term, _ in word.terms)
    whole = own + context + (0.0 if common else article)
    return _holds(words, item) and whole >= WHOLE_TITLE


def _holds(words: Weights, item: Candidate) -> bool:
    return any(best(word, item.speaker_terms) >= OFFICE for word in words.offices)


def alone(titled_: Sequence[Candidate], others: Sequence[Candidate]) -> list[Candidate]:
    """Of candidates whose title the article tells, those whose office nobody else in it holds.

    Of two coaches in one report neither is known to be Barcelona's.
    """
    speakers: dict[int, set[int]] = {}
    for item in (*titled_, *others):
        speakers.setdefault(item.article, set()).add(item.speaker)
    return [item for item in titled_ if len(speakers[item.article]) == 1]


def contrasted(question: Question, rows: Sequence[list[float]]) -> None:
    """Set what each candidate lacks that another one has.

    ``missed`` is how much less its content holds than the best fitting one's, ``unacted`` that another
    one's act is the one asked for, and its own is not.
    """

    def fits(row: Sequence[float]) -> bool:
        if question.speaker_words and row[AT["speaker"]] < 0.5:
            return False
        if question.act is None:
            return True
        said = bool(question.speaker_words) and bool(row[AT["say_act"]])
        return (_acted(row) or said) and not row[AT["polarity"]]

    most = max((row[AT["content"]] for row in rows if fits(row)), default=0.0)
    acted = any(_acted(row) and fits(row) for row in rows)
    for row in rows:
        row[AT["missed"]] = max(most - row[AT["content"]], 0.0)
        row[AT["unacted"]] = float(acted and not _acted(row))


def _acted(row: Sequence[float]) -> bool:
    """Whether the act that was asked for is the candidate's, or one near it."""
    return bool(row[AT["cue"]] + row[AT["act"]] + row[AT["near_act"]])


def continued(items: Sequence[Candidate], rows: Sequence[list[float]]) -> None:
    """Set how much more of the topic than a candidate the same speaker's other words in the article hold.

    Those next to it tell most (``beside``), but others too (``thread``): a speaker goes on about a thing
    without naming it again: «لقد فكرت كثيرا وأعتقد أن الوقت قد حان».
    """
    covered = {item.id: row[AT["content"]] for item, row in zip(items, rows, strict=True)}
    whose = {item.id: (item.article, item.speaker) for item in items}
    most: dict[tuple[int, int], float] = {}
    for key, own in whose.items():
        most[own] = max(most.get(own, 0.0), covered[key])
    for item, row in zip(items, rows, strict=True):
        near = (
            covered[other]
            for other in range(item.id - BESIDE, item.id + BESIDE + 1)
            if whose.get(other) == (item.article, item.speaker)
        )
        row[AT["beside"]] = max(near) - row[AT["content"]]
        row[AT["thread"]] = most[whose[item.id]] - row[AT["content"]]


def _is_other(question: Question, item: Candidate) -> bool:
    """Whether the speaker is plainly another one than who is asked for.

    «قال بولتون إن ترامب» is not Trump's where the archive quotes Trump by name, and «وزير الخارجية
    السوري» is not «وزير الخارجية الروسي».
    """
    others = question.people and item.speaker not in question.people
    if others and len(names_of(question)) == len(question.speaker_words):
        return len(item.who.split()) > 1 and is_person(SpeakerName(0, item.who, item.kind))
    asked = {term for word in question.speaker_words for term, _ in word.terms if term[0] == "c"}
    office = bool(asked) and len(question.speaker_words) > 1
    return office and bool(item.countries) and item.speaker_terms.isdisjoint(asked)


def _performed(question: Question, item: Candidate) -> bool:
    """Whether plain saying does by its own words what is asked for: «قال إنه لا صحة للخبر» denies."""
    act = question.act
    return act is not None and item.act in _SAYING and term_of(act) in item.cue_terms


def _settles(question: Question, item: Candidate) -> bool:
    """Whether who is asked about denied or affirmed it: «هل أكد الوزير الإقالة» is answered by «نفى» too."""
    return question.act in _SETTLED and item.act in _SETTLED | _SAYING


def refused(question: Question, item: Candidate) -> bool:
    """Whether a candidate is no answer whatever speaks for it.

    That is another person than the one chosen, or another act where only the act is asked.
    «من رحب بالاندماج» and «هل نفى بوتين شيئا» ask for the act itself; what he said on a topic answers
    what he expected of it.
    """
    if question.only_people and item.speaker not in question.people:
        return True
    named = item.speaker in question.people and item.kind == Kind.PERSON
    if not named and _is_other(question, item):
        return True
    if question.act is None:
        return False
    if question.topic and question.form not in _ACTS_ASKED and question.act not in _POLAR:
        return False
    if question.form is QuestionForm.WHETHER and question.topic and _settles(question, item):
        return False
    if question.negated != item.negated:
        return True
    if not item.cue_terms.isdisjoint(question.cue) or _performed(question, item):
        return False
    if not question.topic and (question.act in WIDE or question.form is QuestionForm.WHETHER):
        return question.act in WIDE or item.act is not question.act
    if question.act in _TOLD and item.act in _SAYING:
        return not question.topic
    return item.act not in fitting(question.act)
