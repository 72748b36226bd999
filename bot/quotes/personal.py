"""Words that belong to a person's name, though they read as something else besides.

«قال علي المنصوري»، «شدد الرئيس تبون»، «قال فولكر تورك»، «الملازم أول»، «وقالت أم محمد».
"""

from bot.arabic.wordclass import WordClass
from bot.quotes.deeds import is_deed
from bot.quotes.names import FAITH, calls_ali, name_run
from bot.quotes.naming import RANK_ORDINALS, TOLD_IN_TITLES, from_place
from bot.quotes.phrases import SUBORDINATORS, governs_people, only_verb
from bot.quotes.progress import Progress
from bot.quotes.reading import Reading

#: «إدوين فان دير سار»: written like فإن, but without its hamza.
_FOREIGN_PARTICLES = frozenset("فان فون دير دي دو دا لو".split())


def begins_name(reading: Reading, i: int) -> bool:
    """Whether a word of the grammar at ``i`` begins a name: «علي المنصوري»، «أم محمد»."""
    token = reading.tokens[i]
    if token.bare == "علي":
        return calls_ali(reading, i)
    return token.form in {"ام", "ابو", "ابي"} and named_by_child(reading, i)


def named_by_child(reading: Reading, i: int) -> bool:
    """«وقالت أم | محمد»: a mother or father named by a child, not «أم» (or)."""
    after = reading.word(i + 1)
    return reading.is_word(i + 1) and (after.name or after.proper or after.unknown)


#: Participles of «المظنون فيهم»، «المدعى عليه».
_PARTICIPLES = frozenset("مظنون مطعون مشتبه مدعي محكوم مغضوب مشكوك مشار".split())


def completes_title(reading: Reading, i: int) -> bool:
    """«الملازم | أول»، «العميد | ركن»، «محامية أحد المظنون | فيهم»: no time and no place."""
    before, form = reading.word(i - 1), reading.form(i)
    if form in RANK_ORDINALS:
        return before.title == "rank"
    return form in TOLD_IN_TITLES and before.definite and before.stem in _PARTICIPLES


def with_article(reading: Reading, i: int, limit: int, state: Progress) -> int:
    """Past «رئيس مجلس الإدارة | الطاهر بوعلام»: a given name with the article behind a whole title."""
    word, after = reading.word(i), reading.word(i + 1)
    if not state.titled or state.named or state.open or not state.definite or state.commas:
        return i
    given = word.definite and word.proper and after.unknown and not from_place(reading, word)
    if not given or word.title or word.speaker:
        return i  # «رئيس الوزراء | الكندي جاستن ترودو»
    end = name_run(reading, i, limit)
    if end < i + 2:
        return i
    state.named, state.name_words, state.end, state.bearer = True, end - i, end, i
    return end


def continuation(reading: Reading, i: int, limit: int, state: Progress) -> int:
    """Past what belongs to the title or name though it reads otherwise, ``i`` where nothing does."""
    if completes_title(reading, i):
        state.end = i + 1
        return i + 1
    faithful = _of_faith(reading, i, state)
    if faithful:
        state.named, state.name_words, state.end = True, state.name_words + 1, i + faithful
        return i + faithful
    joined = like_particle(reading, i, state) or before_particle(reading, i, state)
    if joined or like_verb(reading, i, state) or behind_given(reading, i, state):
        state.named, state.name_words, state.end = True, state.name_words + 1, i + 1
        return i + 1
    return with_article(reading, i, limit, state)


def _of_faith(reading: Reading, i: int, state: Progress) -> int:
    """Words of a name that end with «الدين» or «الله», 0 where none stand at ``i``: «رمزي | شرف الدين»."""
    head = state.head
    if head is None or state.end != i:
        return 0
    given = reading.word(i - 1) is head and head.proper and not (head.definite or head.speaker)
    if not (state.named or given) or head.place:
        return 0
    if reading.form(i) in FAITH:
        return 1
    word = reading.word(i)
    plain = not (word.definite or word.function or word.title or word.speaker or word.joined)
    return 2 if plain and reading.form(i + 1) in FAITH else 0


def before_particle(reading: Reading, i: int, state: Progress) -> bool:
    """«وزير الخارجية المصري | بدر عبد العاطي»: whatever else it means, before «عبد» or «بن» it is a name."""
    word = reading.word(i)
    complete = state.titled and not (state.named or state.open) and state.end == i
    given = word.definite and not word.proper  # «الأمير | الوليد بن طلال»
    listed = given or word.function or word.title or word.speaker or word.place
    return complete and reading.form(i + 1) in {"عبد", "بن", "ابن"} and not (listed or word.slot)


def like_verb(reading: Reading, i: int, state: Progress) -> bool:
    """«شدد الرئيس | تبون على»، «قال فولكر | تورك»: behind verb and subject no second verb stands.

    Only an imperfect in ي may, as a circumstance: «خرج الوزير يقول إن»; «قال بيتر | يانسن إن» ends with it.
    """
    word, form, before = reading.word(i), reading.form(i), reading.word(i - 1)
    circumstance = form[:1] == "ي" and not (state.named and _pauses(reading, i + 1))
    if not state.after_verb or not only_verb(word) or word.function or circumstance:
        return False
    if reading.bare(i).endswith(("ته", "تها", "تهم")):
        return False  # «واختتم ميدو | تغريدته»
    if form in reading.lexicon.cues or word.joined_verb or word.slot:
        return False
    foreign = before.unknown or (before.name and reading.word(i + 1).name)
    if state.body and foreign and state.end == i:
        return True  # «توقع بنك غولدمان | ساكس ارتفاع الأسعار»، «شركة جاغوار | لاند روفر»
    if state.named:
        second = state.name_words == 1 and (before.unknown or before.proper)
        return second and (not state.strict or form[:1] != "ت" or _pauses(reading, i + 1))
    ends = _pauses(reading, i + 1) or reading.word(i + 1).name
    return state.titled and not state.open and before.definite and ends


def _pauses(reading: Reading, i: int) -> bool:
    """Whether a phrase may end before ``i``: at a mark, a preposition or a subordinator."""
    if i >= len(reading.tokens) or not reading.tokens[i].is_word:
        return True
    return reading.form(i) in SUBORDINATORS or reading.form(i) in {"علي", "الي", "من", "عن", "في"}


def like_particle(reading: Reading, i: int, state: Progress) -> bool:
    """«المرشد الإيراني علي خامنئي»، «إدوين فان دير سار»: a name that looks like a particle."""
    bare = reading.tokens[i].bare
    if bare == "علي":
        return state.titled and not state.named and calls_ali(reading, i)
    if bare in {"آل", "بن", "بنت", "منت"} or (bare == "ولد" and state.named):
        return state.end == i and state.head is not None
    named = state.named or (state.body and bool(reading.word(i + 1).stem))
    return named and bare in _FOREIGN_PARTICLES


def is_ali(reading: Reading, i: int, state: Progress) -> bool:
    """«سامر علي أن»: the name, which Egyptian print writes like the preposition «على الأمر»."""
    if reading.tokens[i].bare != "علي" or not state.named or i + 1 >= len(reading.tokens):
        return False
    word = reading.word(i + 1)
    return not (reading.is_word(i + 1) and (word.noun or word.function) and not word.name) or (
        reading.form(i + 1) in SUBORDINATORS
    )


def is_given(reading: Reading, i: int) -> bool:
    """«النائب | سامي العجارمة القرار»: a given name that is a word besides, before a surname."""
    word, after = reading.word(i), reading.word(i + 1)
    listed = word.definite or word.title or word.speaker or word.place or word.slot
    feminine = reading.bare(i + 1).endswith("ة")  # «ليرد الأمير محمد بن سلمان | التحية»
    origin = after.nisba and after.stem not in _COUNTS and not feminine
    surname = after.unknown or (after.definite and (after.proper or origin))
    surname = surname or reading.form(i + 2) in FAITH
    given = word.proper or reading.form(i) in reading.words.homographs
    return given and not listed and surname and not after.place


def behind_given(reading: Reading, i: int, state: Progress) -> bool:
    """«طالب خالد | الأسعد الحكومة بالاستقالة»: a surname that is a noun, behind a bare given name.

    What stands behind it tells that it is no object itself: the object, or the verb's own preposition.
    """
    head, word, after = state.head, reading.word(i), reading.word(i + 1)
    if head is None or state.titled or state.end != i or reading.word(i - 1) is not head:
        return False
    given = head.proper and not (head.definite or head.place or head.speaker or head.title)
    listed = word.title or word.place or word.speaker & {"organization", "media", "document"}
    if not (given and word.definite) or listed:
        return False
    if word.name or word.unknown or word.nisba:
        return True
    clause = after.function or "relative" in after.slot  # «وانتقد منير | الإساءات التي وجهت»
    other = after.definite and after.noun and not (after.adjective or clause)
    governed = reading.bare(i + 1) in state.governs
    body = bool(after.speaker or after.title or after.place) and not clause
    return word.noun and (other or governed or body)


def _behind_servant(reading: Reading, i: int, state: Progress) -> bool:
    """«الفريق أول عبد الفتاح | البرهان حالة الطوارئ»: a surname behind «عبد» with a name of God, the object behind.

    Where nothing stands behind it («نفى الوزير عبد الله | الخبر») it is the object itself.
    """
    after = reading.word(i + 1)
    object_ = after.noun and not (after.definite or after.function or after.adjective)
    return state.titled and reading.form(i - 2) == "عبد" and object_


#: «انتقد المدرب ماركو روسي | الثنائي بيرلو وتوتي»: no nisba.
_COUNTS = frozenset({"ثنايي", "ثلاثي", "رباعي"})


def continues_name(reading: Reading, i: int, state: Progress, word: WordClass) -> bool:
    """A surname that is also a word: «محمد الجدعان»، «حسن روحاني»، «تارين سيمون»."""
    listed = word.title or word.place or word.speaker or word.stem in _COUNTS
    if reading.form(i + 1) in {"بن", "ابن", "بنت", "ال"} and not listed:
        return True
    alone = state.name_words == 1 + (reading.form(i - 2) == "عبد")
    if word.definite and _behind_servant(reading, i, state):
        return not listed
    if word.definite:
        surname = alone and state.titled and reading.word(i - 1).proper and not is_deed(word)
        # «نتنياهو | الكمية الضرورية», but «صحيفة نيويورك تايمز | الأمريكية»
        person = state.titled or (state.head is not None and state.head.name)
        origin = word.nisba and not (person and reading.bare(i).endswith("ة"))
        return not listed and (surname or origin or (word.unknown and alone))
    closed = reading.word(i + 1).bi_noun or _pauses(reading, i + 1)
    works = reading.form(i).endswith("ات") and word.noun and not word.proper
    if governs_people(reading, i) or works or _has_genitive(reading, i):
        return False  # «كتب تاكاهاتا | مسلسلات مهمة»
    loose = word.nisba or not state.strict or (word.adjective and closed)
    return alone and loose and not (word.speaker or word.slot)


def _has_genitive(reading: Reading, i: int) -> bool:
    """«ورفض الملقي | سحب التشريع»، «وشرحت كيم | أسباب ظهورها»: a noun with its own genitive is the object."""
    word, after = reading.word(i), reading.word(i + 1)
    common = word.noun and not (word.proper or word.unknown or word.name or word.adjective)
    owner = (after.definite or after.owned) and after.noun and not (after.title or after.adjective)
    return common and owner and reading.is_word(i + 1)


def name_belongs(state: Progress) -> bool:
    """Whether a word that can only be a name continues the phrase."""
    apart = state.place and state.strict and not state.titled
    known = state.named or state.titled or state.ranked or state.place or state.foreign
    return not apart and (known or not state.strict)
