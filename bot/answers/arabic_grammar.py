"""The grammar of Arabic questions, dialects included."""

from collections.abc import Sequence
from dataclasses import dataclass

from bot.answers.vocabulary import Vocabulary
from bot.arabic.conjugation import Tense
from bot.arabic.lexicon import CueForm
from bot.arabic.tokens import Token
from bot.arabic.wordclass import WordClass, WordClasses
from bot.model.question import QuestionForm
from bot.model.quote import Act

#: Prepositions between a verb's speaker and the topic.
_ABOUT = frozenset("عن من الي علي حول بشان في ضد تجاه حيال بخصوص ازاء لدي علي بـ ب ل".split())
#: Those of them behind which nothing but the topic stands: a title may hold «في» or «لدى».
_TOPIC = frozenset("عن حول بشان بخصوص تجاه حيال".split())
_ACCORDING = frozenset({"حسب", "بحسب", "وفق", "وفقا", "علي_لسان"})
_ASIDES = frozenset("ان انه انها الذي التي اللي قد هل شيء شي يوما ايضا ايا".split())
_SAYING = frozenset({Act.SAY})
_LATEST = frozenset({"اخر", "احدث", "latest", "newest"})
#: Words that a list is asked with: «أقوال بوتين عن سوريا».
_SAYINGS = frozenset("اقوال تصريحات تصريح كلام اقتباسات موقف راي مواقف اراء".split())
_NEGATIONS = frozenset({"لم", "لا", "لن", "ما", "مش", "مو"})
#: Forms that ask of what happened: a verb of the event is no verb of saying in «كم طنا يعبر البلاد».
_EVENTS = frozenset({QuestionForm.HOW_MANY})
_TELLING = frozenset({Act.SAY, Act.ANNOUNCE, Act.AFFIRM, Act.EXPLAIN, Act.EXPECT, Act.ADMIT})


@dataclass(frozen=True, slots=True)
class Parts:
    """The parts of a question as tokens.

    ``loose`` tells that nothing parts speaker and topic, so that words of the topic may stand at the
    speaker's end: «هل تنفي روسيا قصف المدنيين»; so many first words of the topic are ``addressed``, the
    verb's object: «من اتهم إيران».
    """

    form: QuestionForm | None
    speaker: tuple[Token, ...] = ()
    topic: tuple[Token, ...] = ()
    act: Act | None = None
    cue: tuple[Token, ...] = ()
    negated: bool = False
    latest: bool = False
    loose: bool = False
    addressed: int = 0
    said: bool = False


def parse(tokens: Sequence[Token], text: str, words: WordClasses, vocabulary: Vocabulary) -> Parts:
    """The parts of an Arabic question."""
    del text
    everything = _everything(tokens, words)
    if everything is not None:
        return everything
    form, place = _form(tokens, vocabulary)
    latest = any(token.form in _LATEST for token in tokens)
    rest = [t for i, t in enumerate(tokens) if i != place and t.form not in _LATEST]
    if rest and rest[0].form in {"هو", "هي", "هما"} and place is not None and place > 1:
        rest = rest[1:]  # «هو حلمي شكر مين»: the pronoun asks
        place -= 1
        form = QuestionForm.WHAT if form is QuestionForm.WHO else form
    verb = _verb(rest, words, form, vocabulary)
    if verb is None and form is QuestionForm.WHO and rest and rest[0].form in {"هو", "هي", "هم"}:
        return Parts(QuestionForm.LIST, tuple(rest[1:]), latest=latest)
    if verb is None:
        return _verbless(rest, words, form, latest=latest)
    at, act, negated = verb
    before, after = rest[:at], rest[at + 1 :]
    asks_who = form is QuestionForm.WHO
    named = _named_before(before, form, place)
    speaker, topic = (named, after) if named else _split(after, words, subject=not asks_who)
    head, by = _according([] if named else before)
    tail, told = _according(topic)
    speaker = by or told or speaker
    topic = [*_topic_words(head), *tail]
    parted = bool(by or told or named) or any(token.form in _TOPIC for token in after)
    parted = parted and not any(token.form.startswith("ل") for token in speaker[1:])
    return Parts(
        form=form,
        speaker=tuple(speaker),
        topic=tuple(_without_asides(topic)),
        act=None if act in _SAYING else act,
        cue=() if act in _SAYING else (rest[at],),
        negated=negated,
        latest=latest,
        loose=not parted,
        said=True,
        addressed=_addressed(after, words) if asks_who and not head else 0,
    )


#: «اعرض لي كل ما قيل عن»: asking for a list by an order.
_ORDERS = frozenset(
    "اعرض اعرضي اجمع اعطني اعطيني هات هاتي اسرد عدد ارني وريني طلع طلعلي جيب جيبلي اذكر ابي ابغي عايز بدي اريد".split()
)
_WHOLE = frozenset("كل جميع كافه".split())
_SAID = frozenset(
    "قيل يقال قاله قالته قالوه ذكره ذكرته صرح صرحت قال قالت قالوا اعلنه اعلنته كتبه كتبته".split()
)


def _everything(tokens: Sequence[Token], words: WordClasses) -> Parts | None:
    """«اعرض لي كل ما قيل عن السد ومن قاله»، «اجمع كل ما قالته الحكومة عن الأزمة»; None for other questions."""
    forms = [token.form for token in tokens]
    start = len(_ORDERS.intersection(forms[:1]))
    start += start < len(forms) and forms[start] in {"لي", "لنا"}
    whole = start < len(forms) and forms[start] in _WHOLE
    said = next((i for i in range(start, min(start + 4, len(forms))) if forms[i] in _SAID), None)
    if said is None or not (whole or (start and "ما" in forms[start:said])):
        return None
    rest = list(tokens[said + 1 :])
    who = next((i for i, t in enumerate(rest) if t.form in {"ومن", "ومين"}), len(rest))
    speaker, topic = _split(rest[:who], words, subject=True)
    impersonal = forms[said] in {"قيل", "يقال"}
    named = () if impersonal else tuple(speaker)
    topic = [*speaker, *topic] if impersonal else topic
    return Parts(QuestionForm.LIST, named, tuple(_without_asides(topic)), said=True)


def _addressed(after: Sequence[Token], words: WordClasses) -> int:
    """Words of the verb's object: «من اتهم إيران»، «من حذر إيران من»; none in «من حذر من إيران»."""
    end = 0
    while end < len(after) and after[end].form not in _ABOUT | _ASIDES:
        word = words.of_token(after[end])
        if word.bi_noun or word.li_noun:
            break
        end += 1
    return end


def _named_before(
    before: Sequence[Token], form: QuestionForm | None, place: int | None
) -> list[Token]:
    """The speaker before the verb, where the interrogative follows it: «ليفربول قال إيه عن صلاح»."""
    if form is not QuestionForm.WHAT or place is None or place < len(before):
        return []
    return [token for token in before if token.form not in _ABOUT | _NEGATIONS | _ASIDES]


#: Interrogatives that stand where the object would: «هو حلمي شكر مين في التحدي».
_DIALECT = frozenset("ايه مين شو ايش وش اش شنو".split())


def _form(
    tokens: Sequence[Token], vocabulary: Vocabulary
) -> tuple[QuestionForm | None, int | None]:
    """The interrogative and its place: among the first words («إلى ماذا دعا») or at the end."""
    last = len(tokens) - 1
    late = [i for i, token in enumerate(tokens) if i >= 4 and token.form in _DIALECT]
    for i in (*range(min(4, len(tokens))), *late, *([last] if tokens else [])):
        form = vocabulary.interrogatives.get(tokens[i].form)
        if form is not None and not (tokens[i].form in {"من", "ما", "اي"} and i):
            return form, i
    return None, None


def _verb(
    tokens: Sequence[Token], words: WordClasses, form: QuestionForm | None, vocabulary: Vocabulary
) -> tuple[int, Act, bool] | None:
    """The verb or masdar of reporting: its index, act and negation."""
    for i, token in enumerate(tokens):
        before = tokens[i - 1].form if i else ""
        act = vocabulary.asked.get(token.form) or _finite(token, words, i, form, before)
        if act is None or (form in _EVENTS and act not in _TELLING):
            continue
        negated = i > 0 and tokens[i - 1].form in _NEGATIONS
        return i, act, negated
    for i, token in enumerate(tokens[:2]):
        for option in _cues(token, words):
            if option.inflection.tense is Tense.MASDAR and form is None and len(tokens) > 1:
                return i, option.verb.act, False
    return None


def _finite(
    token: Token, words: WordClasses, i: int, form: QuestionForm | None, before: str
) -> Act | None:
    options = _cues(token, words)
    finite = [o for o in options if o.inflection.tense in (Tense.PERFECT, Tense.IMPERFECT)]
    if form in _EVENTS and token.form in _AMOUNTING:
        return None
    return finite[0].verb.act if finite and _is_verb(token, words, i, form, before) else None


#: «كم تبلغ العائدات»: amounts to, and informs nobody.
_AMOUNTING = frozenset("بلغ بلغت يبلغ تبلغ ابلغ ستبلغ سيبلغ".split())


def _cues(token: Token, words: WordClasses) -> list[CueForm]:
    cues = words.lexicon.cues
    found = list(cues.get(token.form, ()))
    if token.form[:1] in "وف" and len(token.form) > 2:
        found += cues.get(token.form[1:], ())
    if token.form.endswith("و"):
        # The dialects' plural: «قالو».
        found += cues.get(f"{token.form}ا", ())
    return [option for option in found if option.inflection.fits(token.bare)]


#: «المسؤول الذي | رأى»، «أنه | قال».
_RELATIVES = frozenset("الذي التي اللي الذين قد".split())


def _is_verb(
    token: Token, words: WordClasses, i: int, form: QuestionForm | None, before: str
) -> bool:
    """A form that is also a noun counts as a verb in the verb's place: near the beginning."""
    word = words.of_token(token)
    return i <= 1 or not word.noun or form is None or before in _RELATIVES


def _split(
    tokens: Sequence[Token], words: WordClasses, *, subject: bool
) -> tuple[list[Token], list[Token]]:
    """The subject behind the verb, and what follows it.

    The subject ends at a preposition, a fused one («بالاندماج»، «للصحفيين») or a subordinator, or
    where a verb with an object needs its second noun («بماذا اتهمت قطر | السعودية»).
    """
    if not subject:
        return [], [t for t in tokens if t.form not in _ABOUT]
    about = next((i for i, t in enumerate(tokens) if i and t.form in _TOPIC), None)
    if about is not None:
        whole = words.of_token(tokens[0]).place and about > 1
        cut = 1 if whole and _begins_object(tokens, 1, words) else about
        first = int(tokens[0].form in {"في", "علي"})  # «ماذا ورد | في التقرير الأممي عن»
        on = next((i for i in range(first + 1, cut) if tokens[i].form == "علي"), cut)
        speaker = [t for t in tokens[first:on] if t.form not in _ASIDES]
        return speaker, list(tokens[on + (on < cut) :])
    end = 0
    while end < len(tokens):
        token = tokens[end]
        word = words.of_token(token)
        fused = word.bi_noun or word.li_noun
        if token.form in _ABOUT or token.form in _ASIDES or fused or token.form in _ACCORDING:
            break
        if end and _begins_object(tokens, end, words):
            break
        end += 1
    return list(tokens[:end]), list(tokens[end:])


def _begins_object(tokens: Sequence[Token], i: int, words: WordClasses) -> bool:
    """Whether a noun behind a complete subject is the verb's object: «نفت السعودية | إلغاء الطرح»."""
    word, before = words.of_token(tokens[i]), words.of_token(tokens[i - 1])
    complete = before.definite or before.place or before.unknown or before.proper
    bare = not word.definite and not word.title and not word.proper
    if before.place and (word.place or bare or (word.noun and not word.adjective)):
        return True
    joined = word.adjective or word.name or word.title or word.definite
    return complete and word.noun and not joined


def _according(tokens: Sequence[Token]) -> tuple[list[Token], list[Token]]:
    """«... حسب اليونيسف»: what stands before, and who is named behind."""
    for i, token in enumerate(tokens):
        if token.form in _ACCORDING:
            return list(tokens[:i]), list(tokens[i + 1 :])
    return list(tokens), []


def _topic_words(tokens: Sequence[Token]) -> list[Token]:
    """Words between the interrogative and the verb: «كم طفلا قتلوا», not «إلى ماذا»."""
    return [t for t in tokens if t.form not in _ABOUT | _NEGATIONS | _ASIDES | _ANYBODY]


#: «من | المسؤول الذي رأى أن»: somebody, whoever it was.
_ANYBODY = frozenset("المسوول المسووله الشخص الجهه الطرف".split())


def _without_asides(tokens: Sequence[Token]) -> list[Token]:
    return [token for token in tokens if token.form not in _ASIDES | _ABOUT]


def _verbless(
    tokens: Sequence[Token], words: WordClasses, form: QuestionForm | None, *, latest: bool
) -> Parts:
    """«كم طفلا قتلوا في سوريا حسب اليونيسف»، «أقوال بوتين عن سوريا»، «ماكرون والإسلام في فرنسا»."""
    head, by = _according(tokens)
    if by:
        return Parts(form, tuple(by), tuple(_without_asides(head)), latest=latest)
    body = [token for token in head if token.form not in _SAYINGS]
    asked = len(body) < len(head) or latest or form is QuestionForm.LIST
    if asked or (form is None and body and _is_speaker(words.of_token(body[0]))):
        speaker, topic = _split_names(body, words)
        if not speaker and len(body) < len(head):
            speaker, topic = _before_about(body)
        return Parts(form, tuple(speaker), tuple(_without_asides(topic)), latest=latest)
    return Parts(form, (), tuple(_without_asides(body)), latest=latest)


def _is_speaker(word: WordClass) -> bool:
    return bool(word.name or word.title)


#: Words of a name that nothing proves to be one.
_UNPROVEN = 3


def _before_about(tokens: Sequence[Token]) -> tuple[list[Token], list[Token]]:
    """«آخر تصريحات | أرسين فينجر | عن اللقب»: behind «تصريحات» stands whose they are."""
    end = next((i for i, t in enumerate(tokens) if t.form in _ABOUT), len(tokens))
    return (list(tokens[:end]), list(tokens[end:])) if end <= _UNPROVEN else ([], list(tokens))


def _split_names(tokens: Sequence[Token], words: WordClasses) -> tuple[list[Token], list[Token]]:
    """A name at the beginning, and what is asked of it: «ماكرون | والإسلام في فرنسا»."""
    end = 0
    while end < len(tokens):
        token, word = tokens[end], words.of_token(tokens[end])
        joined = end and token.form.startswith("و") and not word.proper and not word.title
        if (
            token.form in _ABOUT
            or joined
            or not (word.name or word.title or word.definite or word.place or word.unknown)
        ):
            break
        end += 1
    return list(tokens[:end]), list(tokens[end:])
