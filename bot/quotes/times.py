"""Words of time that stand inside and behind noun phrases."""

#: The months by their names in Egypt and in the Levant, as forms.
MONTHS = frozenset(
    "يناير فبراير مارس ابريل نيسان مايو ايار يونيو حزيران يوليو تموز اغسطس اب سبتمبر ايلول اكتوبر نوفمبر ديسمبر"
    " شباط اذار تشرين كانون".split()
)
