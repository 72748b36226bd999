"""Where to look for the quotes that may answer: conjunctions of index terms, the strictest first.

Looking is cheap when every list that is walked is short: of a word's many terms (lemma, roots,
glosses, synonyms) the best and rarest are asked, and combinations that hold too little of the topic
to be an answer are not asked at all.
"""

from collections.abc import Sequence
from itertools import combinations

from bot.answers.acts import fitting, term_of
from bot.answers.evidence import Archived, Counts, rarity, speaker_rarity
from bot.arabic.terms import NUMBER
from bot.model.question import Question, TopicWord
from bot.model.search import Clause, Conjunction, Field, Search

#: Quotes that the terms of one clause stand in, together at most; a term that alone stands in more
#: is asked where the word has no rarer one.
CLAUSE_QUOTES = 20_000
MOST_TERMS = 12
#: Conjunctions of quotes and of articles asked at most, and words of a topic or name combined. 24 against
#: 12: recall@5 +.02 on two sets of questions, p99 over 100,000 quotes the same.
TRIES = 24
MOST_WORDS = 5
#: Least share of the topic, and of the speaker's name and titles, by weight, that is asked for.
LEAST_TOPIC, LEAST_SPEAKER = 0.15, 0.3
#: What a conjunction without the act is worth against the same with it.
WITHOUT_ACT = 0.6
#: Least weight of a term that is looked for though no quote holds it.
STRONG = 0.5
Terms = tuple[str, ...]
_Weighed = list[tuple[tuple[Terms, ...], float]]


def plan(question: Question, archived: Archived) -> Search | None:
    """The search for a question, None where nothing can be found."""
    rare = [rarity(word, archived) for word in question.topic]
    held = [_best(word, archived.topic) for word in question.topic]
    names = [
        (_best(w, archived.speaker), speaker_rarity(w, archived)) for w in question.speaker_words
    ]
    topics = _subsets(list(zip(held, rare, strict=True)), LEAST_TOPIC)
    printed = [
        _anywhere(word, known, archived.topic)
        for word, known in zip(question.topic, held, strict=True)
    ]
    bodies = _subsets(list(zip(printed, rare, strict=True)), LEAST_TOPIC)
    speakers = _subsets(names, LEAST_SPEAKER)
    if (question.topic and not bodies and not names) or (
        names and not speakers and not question.people
    ):
        return None
    act = _act(question)
    terms = (t for word in (*question.topic, *question.speaker_words) for t, _ in word.terms)
    asked_by_name = any(word.name for word in question.speaker_words)
    return Search(
        quotes=tuple(_tried(Field.TOPIC, topics, speakers, act)[:TRIES])
        if topics or names or not question.topic
        else (),
        articles=tuple(_tried(Field.BODY, bodies, speakers, act)[:TRIES]) if bodies else (),
        speaker=tuple(t for terms, _ in names for t in terms) if asked_by_name else (),
        people=question.people,
        terms=frozenset((*terms, *question.cue, *_acts(question), NUMBER)),
        since=question.since,
        until=question.until,
    )


def _tried(
    field: Field, topics: _Weighed, speakers: _Weighed, act: Conjunction
) -> list[Conjunction]:
    """Conjunctions of topic, speaker and act, those that ask for most first."""
    found: list[tuple[float, Conjunction]] = []
    for topic, weight in topics or [((), 1.0)]:
        for speaker, share in speakers or [((), 1.0)]:
            clauses = (
                *(Clause(Field.SPEAKER, terms) for terms in speaker),
                *(Clause(field, terms) for terms in topic),
            )
            found.append((weight * share, (*clauses, *act)))
            if act and clauses:
                found.append((weight * share * WITHOUT_ACT, clauses))
    found.sort(key=lambda one: -one[0])
    return [conjunction for _, conjunction in found if conjunction]


def _subsets(words: Sequence[tuple[Terms, float]], least: float) -> _Weighed:
    """Sets of known words that weigh enough together, with their share, the heaviest first."""
    whole = sum(weight for _, weight in words) or 1.0
    known = sorted((pair for pair in words if pair[0]), key=lambda pair: -pair[1])[:MOST_WORDS]
    found = [
        (tuple(terms for terms, _ in subset), sum(weight for _, weight in subset) / whole)
        for size in range(len(known), 0, -1)
        for subset in combinations(known, size)
    ]
    return sorted((one for one in found if one[1] >= least), key=lambda one: -one[1])


def _best(word: TopicWord, counts: Counts) -> Terms:
    """The word's terms that quotes hold, the weightiest and rarest first, as far as they are few."""
    known = sorted(
        ((term, weight) for term, weight in word.terms if counts.get(term)),
        key=lambda pair: (-pair[1], counts[pair[0]]),
    )
    kept: list[str] = []
    held = 0
    for term, _ in known[:MOST_TERMS]:
        held += counts[term]
        if kept and held > CLAUSE_QUOTES:
            continue
        kept.append(term)
    return tuple(kept)


def _anywhere(word: TopicWord, held: Terms, counts: Counts) -> Terms:
    """The terms of a word that quotes hold, and behind them those that only an article may, beside its quotes."""
    strong = (t for t, weight in word.terms if not counts.get(t) and weight >= STRONG)
    return (*held, *strong)[:MOST_TERMS]


def _act(question: Question) -> Conjunction:
    acts = _acts(question)
    return (Clause(Field.CUE, (*acts, *question.cue)),) if acts else ()


def _acts(question: Question) -> Terms:
    """The terms of the acts that answer for the one asked for."""
    if question.act is None:
        return ()
    return tuple(term_of(act) for act in sorted(fitting(question.act)))
