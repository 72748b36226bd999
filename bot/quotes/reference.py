"""Who the speaker is: from the printed phrase, or, where the subject is dropped, from before.

Dropped subjects are a third of all quotes. A participle goes on with the statement before it in its
sentence; a verb behind another clause takes that clause's subject; a sentence that begins with the
verb («وأضاف أن») takes the last speaker near enough whose gender and number agree. Where none is
left, or where a relay stands between, the quote is refused: a wrong speaker is worse than none.
"""

from collections.abc import Sequence
from itertools import takewhile

from bot.arabic.conjugation import Agreement
from bot.model.quote import Kind
from bot.quotes import main_subjects
from bot.quotes.anaphora import speaker_meant
from bot.quotes.bodies import own_name
from bot.quotes.candidates import Candidate
from bot.quotes.mentions import Mentions
from bot.quotes.phrases import NounPhrase, by_mouth
from bot.quotes.reading import Reading
from bot.quotes.relays import is_relay_verb
from bot.quotes.speakers import parse
from bot.quotes.titles import origins, split, trimmed, words_of
from bot.quotes.turns import Identity, Turn, agree, are_several, gender_of, is_one_of

#: Words for somebody in office that name no office: «المسؤول»، «القيادي».
_OFFICIALS = frozenset("مسوول مسووله قيادي قياديه زعيم دبلوماسي سياسي".split())
#: Words of a body's short name: «الأرصاد»، «الموارد البشرية».
MAX_BORNE = 2
#: Turns looked back at for the bearer of a title.
RECENT = 6
#: A dropped subject is taken from at most this many paragraphs before; 97 % of the gold's are in
#: the same or the previous paragraph.
MAX_PARAGRAPHS = 3


def identify(
    reading: Reading,
    mentions: Mentions,
    phrase: NounPhrase,
    gender: Agreement = Agreement.ANY,
    turns: Sequence[Turn] = (),
) -> Identity:
    """The identity behind a printed phrase, ``turns`` being those who spoke before it."""
    named = split(reading, phrase)
    shown = (
        phrase
        if named.name or named.kind is Kind.PERSON
        else own_name(reading, phrase, speaks=True)
    )
    text = trimmed(shown.named(reading))
    gender = _told_gender(reading, phrase, named.kind, gender)
    if words_of(text) in {("الاخير",), ("الاخيره",)}:
        last = mentions.latest(phrase.start)
        if last is not None:
            return _person(mentions, last.named.name, "", gender)
    if words_of(text) == ("اخري",) and turns and not turns[-1].identity.named:
        return turns[-1].identity  # «تتوقع مصادر أن يبقى، فيما تقول | أخرى إنه سيرحل»
    if named.name:
        return _person(mentions, named.name, named.role, gender)
    aged = speaker_meant(reading, phrase, turns) if words_of(text)[:1] == ("صاحب",) else None
    if aged is not None:
        return aged
    if named.role and named.kind is Kind.PERSON:
        recent = (turn.identity.who for turn in turns[: -RECENT - 1 : -1])
        holder = mentions.holder(named.role, phrase.start + 1, recent)
        if holder is not None and not reading.is_number(phrase.end):  # «بطل العالم | 2007»
            return _person(mentions, holder.named.name, text, gender)
        if mentions.fullest(words_of(text)) is not None:
            return _person(mentions, text, "", gender)
        meant = speaker_meant(reading, phrase, turns)
        return meant or Identity(text, Kind.PERSON, text, gender)
    surname = mentions.fullest(words_of(text)) if phrase.end <= phrase.start + 2 else None
    if surname is not None and len(surname.named.name_words) > 1 and not _listed(reading, phrase):
        return _person(mentions, text, "", gender)
    return _body(reading, mentions, phrase, Identity(text, named.kind, "", gender), turns)


def _told_gender(reading: Reading, phrase: NounPhrase, kind: Kind, gender: Agreement) -> Agreement:
    """The phrase's own gender where the verb tells none, or where a woman's title does.

    «رحب المستشارة الألمانية | قائلة»: the title tells, against the verb.
    """
    form = reading.form(phrase.head)
    titled = form.endswith("ه") and bool(reading.words.of(form[:-1]).title)
    if gender is not Agreement.ANY and not titled:
        return gender
    own = gender_of(reading, phrase, kind)
    return own if gender is Agreement.ANY or own is Agreement.FEMININE else gender


def _listed(reading: Reading, phrase: NounPhrase) -> bool:
    head = phrase.head_class(reading)
    return bool(head.title or head.speaker or head.place)


def _person(mentions: Mentions, name: str, role: str, gender: Agreement) -> Identity:
    words = words_of(name)
    full = mentions.fullest(words)
    bearer = mentions.bearing(words[0]) if len(words) == 1 and full is not None else None
    if bearer is not None and full is not None and len(full.named.name_words) == 1 and not role:
        return Identity(trimmed(bearer.text), bearer.named.kind, "", gender)
    longer = full is not None and len(full.named.name_words) >= len(words)
    who = full.named.name if full is not None and longer else name
    return Identity(who, Kind.PERSON, role or mentions.role_of(words_of(who)), gender)


def _body(
    reading: Reading,
    mentions: Mentions,
    phrase: NounPhrase,
    identity: Identity,
    turns: Sequence[Turn],
) -> Identity:
    short = phrase.end - phrase.start <= 2 and reading.word(phrase.head).definite
    wanted = short or identity.kind is Kind.ORGANIZATION
    fuller = mentions.body(identity.who, phrase.start) if wanted else None
    words = words_of(identity.who)
    short_name = len(words) <= MAX_BORNE and words not in reading.lexicon.place_words
    if fuller is None and identity.kind is Kind.ORGANIZATION and short_name:
        fuller = mentions.bearing(identity.who)
    if fuller is not None:
        return Identity(trimmed(fuller.text), fuller.named.kind, "", identity.gender)
    meant = speaker_meant(reading, phrase, turns)
    if meant is None and short and identity.kind in (Kind.ORGANIZATION, Kind.DOCUMENT):
        named = mentions.namesake(identity.who, phrase.start)
        meant = (
            Identity(trimmed(named.text), named.named.kind, "", identity.gender) if named else None
        )
    # «السلطات المصرية» are not «السلطات» of another sentence
    shorter = meant is not None and set(words_of(meant.who)) < set(words)
    return identity if meant is None or shorter else meant


def resolve(
    reading: Reading, mentions: Mentions, candidate: Candidate, turns: list[Turn]
) -> Identity | str:
    """The speaker of a candidate, or the reason why there is none."""
    if candidate.speaker is not None:
        own = identify(reading, mentions, candidate.speaker, candidate.agreement, turns)
        return _same_official(reading, candidate, own, turns) or own
    if candidate.antecedent is not None:
        return identify(reading, mentions, candidate.antecedent, candidate.agreement)
    start = candidate.cue[0]
    sentence = reading.sentence(start)
    last = turns[-1] if turns and turns[-1].at >= sentence.start else None
    if last is not None and agree(candidate.agreement, last.identity):
        return last.identity
    if last is not None and candidate.chained:
        mouthpiece = _mouthpiece(reading, mentions, sentence.start, start)
        if mouthpiece is not None or last.identity.kind is not Kind.PERSON:
            return mouthpiece or last.identity
    if not _opens_sentence(reading, start):
        subject = _main_subject(reading, mentions, candidate)
        same = subject is not None and last is not None and subject.who == last.identity.who
        again = same and candidate.chained
        if subject is not None and agree(candidate.agreement, subject) and not again:
            return subject
    if last is not None and candidate.chained:
        return "no speaker near enough that agrees"  # «كشف إبسن أن منظمته اتصلت بهم، | معربة عن»
    return _from_before(reading, mentions, candidate, turns)


def _mouthpiece(reading: Reading, mentions: Mentions, start: int, end: int) -> Identity | None:
    """«نفت السلطات، على لسان وزير الطاقة خالد الفالح، ... مؤكدا»: he goes on, not they."""
    for i in range(start, end - 2):
        if by_mouth(reading, i):
            phrase = parse(reading, i + 2, end, strict=False)
            return identify(reading, mentions, phrase) if phrase is not None else None
    return None


def _same_official(
    reading: Reading, candidate: Candidate, own: Identity, turns: list[Turn]
) -> Identity | None:
    """«وذكر المسؤول الكردي»: the official who spoke right before, by whatever title."""
    phrase = candidate.speaker
    head = phrase.head_class(reading) if phrase is not None else None
    if head is None or not head.definite or head.stem not in _OFFICIALS or not turns:
        return None
    last, paragraph = turns[-1], reading.sentence(candidate.cue[0]).paragraph
    nameless = own.kind in (Kind.PERSON, Kind.ANONYMOUS) and own.role in ("", own.who)
    person = (
        nameless and last.identity.kind is Kind.PERSON and agree(candidate.agreement, last.identity)
    )
    # «الزعيم الكوري» behind words of «الرئيس الأمريكي» is another one.
    countries = origins(own.who), origins(last.identity.role)
    if all(countries) and countries[0].isdisjoint(countries[1]):
        return None
    return last.identity if person and paragraph - last.paragraph <= MAX_PARAGRAPHS else None


def _opens_sentence(reading: Reading, i: int) -> bool:
    start = reading.sentence(i).start
    return all(not reading.tokens[j].is_word or reading.form(j) == "كما" for j in range(start, i))


def _main_subject(reading: Reading, mentions: Mentions, candidate: Candidate) -> Identity | None:
    start = reading.sentence(candidate.cue[0]).start
    if is_relay_verb(reading, start):
        return None
    phrase = main_subjects.main_subject(reading, candidate.cue[0])
    return identify(reading, mentions, phrase) if phrase is not None else None


def _from_before(
    reading: Reading, mentions: Mentions, candidate: Candidate, turns: list[Turn]
) -> Identity | str:
    paragraph = reading.sentence(candidate.cue[0]).paragraph
    near = list(
        takewhile(lambda turn: paragraph - turn.paragraph <= MAX_PARAGRAPHS, reversed(turns))
    )
    last = next((turn for turn in near if agree(candidate.agreement, turn.identity)), None)
    if near and are_several(candidate.agreement, near[0].identity):
        last = None  # behind «ويقول محللون» he may be anybody
    nearer = _subject_between(reading, mentions, candidate, last)
    meant = nearer or (last.identity if last is not None else None)
    if meant is None or is_one_of(candidate.agreement, meant):
        return "no speaker near enough that agrees"
    return meant


def _subject_between(
    reading: Reading, mentions: Mentions, candidate: Candidate, last: Turn | None
) -> Identity | None:
    """The subject of the sentence right before, where the last speaker is a paragraph away."""
    number = reading.sentence_at[candidate.cue[0]] - 1
    if number < 0:
        return None
    previous = reading.sentences[number]
    if last is not None and last.at >= previous.start:
        return None
    own = reading.sentence(candidate.cue[0]).paragraph
    if last is not None and (last.paragraph == own or previous.paragraph != own):
        return None
    phrase = main_subjects.main_subject(reading, previous.end - 1)
    if phrase is None:
        return None
    identity = identify(reading, mentions, phrase)
    fits = identity.kind in (Kind.PERSON, Kind.ORGANIZATION)
    return identity if fits and agree(candidate.agreement, identity) else None
