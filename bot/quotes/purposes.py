"""What a body is for, as a part of its name: «التحالف لدعم الشرعية»، «الهيئة العليا لشؤون اللاجئين».

A noun with ل behind a body's name is a part of it by what it means, else it belongs to the clause: «فيسبوك
| للحصول على بيانات»، «السفارة الروسية | لرفض الحكومة»، «شركة فوكس | لشركة سكاي».
"""

from bot.quotes.phrases import NounPhrase
from bot.quotes.reading import Reading

#: Stems of what bodies are for, or whose they are; read in the names of the unlabelled articles.
_PURPOSES = frozenset(
    "دعم اعمار مكافحه حمايه تنظيم حقوق شوون بحوث ابحاث دراسات رعايه اغاثه تنميه تطوير رصد مراقبه حظر تحرير نزع محاربه"
    " اداره تربيه انقاذ مقاومه احصاء ضبط سلامه نقل دفاع دول اعاده منع تعزيز شباب كره علوم تنسيق لاجيين تحليل تمويل"
    " توظيف تشغيل مجلس رييس اتحاد حزب وزاره منظمه جماعه نادي امم حلف قوات جيش حكومه شرطه حقيقه"
    " موظفي وسايل مساعده عمال صناعه خدمات تجاره صحافه اطفال مراه تعليم ثقافه طاقه بيطره نساء".split()
)
_FOR_ONCE = frozenset({"للحصول", "للمره", "للاطلاع", "للتعليق", "للرد", "للمطالبه", "للسيطره"})


def names_purpose(reading: Reading, phrase: NounPhrase, i: int) -> bool:
    """Whether the noun with ل at ``i`` goes on with the name of the body.

    Right behind a head with the article it does not: «نصائح وجهتها الشرطة | للنساء».
    """
    form, inner = reading.form(i), reading.words.of(reading.form(i)[1:])
    head = phrase.head_class(reading)
    if form.startswith("لل"):
        alone = i - 1 == phrase.head and head.definite and not head.adjective
        return not (alone or form in _FOR_ONCE)
    return bool(inner.place or inner.proper or inner.unknown or inner.stem in _PURPOSES)
