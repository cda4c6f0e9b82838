"""The people of the leak scan. They exist nowhere else, so that any trace of them comes from the scan itself.

Names with æ, ø, å, accents, a hyphen and an apostrophe: each of them is written otherwise by some format.
"""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Person:
    first: str
    last: str
    cpr: str = ""

    def __str__(self):
        return f"{self.first} {self.last}"

    @property
    def written_cpr(self) -> str:
        return f"{self.cpr[:6]}-{self.cpr[6:]}"


# In the order in which tests/leaks/journey.py brings them in.
TYPED = Person("Zenobiah", "Ærøskovius", "0704831021")
GIVEN_LATER = Person("Quillaam", "Vexø-Bråndt", "0101850023")  # 1 January: fails modulus 11, and is right
IN_A_SHEET = Person("Oktavianne", "N'Gwollo", "1909791126")
ALSO_IN_A_SHEET = Person("Xhevahirë", "Zymberaj-Qorri", "2311881070")
REFUSED = Person("Thyrzahn", "Økseholmgård", "3005911000")
RENAMED = Person("Ywannick", "Pfyfferlund")
LOOKED_FOR = Person("Mbwetuka", "Ghorzadeh")
INVITED = Person("Hjördisa", "Wäinöström")
AT_THE_FIRM = Person("Kjerulfine", "Bjelkeæsel")
LEFT_THE_FIRM = Person("Ziggurdt", "Czernyhøj")

PEOPLE = (TYPED, GIVEN_LATER, IN_A_SHEET, ALSO_IN_A_SHEET, REFUSED)
PEOPLE += (RENAMED, LOOKED_FOR, INVITED, AT_THE_FIRM, LEFT_THE_FIRM)
CPR_NUMBERS = tuple(person.cpr for person in PEOPLE if person.cpr)
NAMES = tuple(name for person in PEOPLE for name in (person.first, person.last))
