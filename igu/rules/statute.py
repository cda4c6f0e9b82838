"""The numbers of the law, one frozen record a rule version, found by the programme's start date.

IGU-loven is lov 623 af 8/6 2016 with its amendments. The executive orders: BEK 1010/2016 and BEK 1623/2016 (V1),
BEK 707/2019 (V2), BEK 1128/2021 (V3-V5), BEK 1825/2023 (V6). Paragraphs are cited in Danish, as in the trade; an
act or order without a paragraph is one whose text was not at hand.
"""

import datetime as dt
from collections.abc import Mapping
from dataclasses import dataclass, replace
from decimal import Decimal
from enum import StrEnum
from types import MappingProxyType

from igu.rules.months import add_months

ONE_DAY = dt.timedelta(days=1)


class Basis(StrEnum):
    """Residence basis, as a code that imports and rule tables use."""

    P7 = "7"
    P8 = "8"
    P9B = "9b"
    P9C = "9c"
    UKRAINE = "ukraine"
    AFGHANISTAN = "afghanistan"
    FAMILY = "family"
    P9E = "9e"
    OTHER = "other"
    NONE = "none"


class EducationType(StrEnum):
    AMU = "AMU"
    FVU = "FVU"
    AVU = "AVU"
    HF = "HF"
    FGU = "FGU"
    DU = "DU"


class SpellKind(StrEnum):
    """What may lengthen the two years."""

    SICKNESS = "sickness"
    MATERNITY = "maternity"
    ADOPTION = "adoption"
    BEREAVEMENT = "bereavement"
    SCHOOLING = "schooling"


@dataclass(frozen=True, slots=True)
class AgeLimit:
    """Full years on the start date: has turned `at_least` and is `under`."""

    at_least: int
    under: int
    paragraph: str


@dataclass(frozen=True, slots=True)
class AddressLimit:
    """Years with an address in Denmark. "Op til" leaves the exact day open, "under" does not."""

    years: int
    exact_day_is_open: bool
    paragraph: str


@dataclass(frozen=True, slots=True)
class TargetGroup:
    """Who may start. § 9 c was renumbered and is for a person to judge in every version; § 9 e is in no version."""

    covered: frozenset[Basis]
    family_to_anyone: bool
    paragraphs: Mapping[Basis, str]


@dataclass(frozen=True, slots=True)
class WorkplaceGap:
    """Months between an ordinary job at the same P-number and the start; 0 = not directly in extension of it."""

    months: int
    by_p_number_from: dt.date
    paragraph: str


@dataclass(frozen=True, slots=True)
class School:
    """How much education, of which types, and what an hour counts."""

    weeks: int
    hours_a_week: int
    factors: Mapping[EducationType, int]
    amu_weeks_after_test: int
    paragraph: str
    factor_paragraph: str
    amu_paragraph: str

    @property
    def counted_hours(self) -> int:
        return self.weeks * self.hours_a_week

    @property
    def amu_hours_after_test(self) -> int:
        return self.amu_weeks_after_test * self.hours_a_week


@dataclass(frozen=True, slots=True)
class WorkHours:
    """Weekly averages over the two years: work alone, and school and work together."""

    work_at_least: int
    together_at_least: int
    together_at_most: int
    paragraph: str


@dataclass(frozen=True, slots=True)
class Extension:
    """What may lengthen the agreement: leave and long sickness by their own length, missing schooling by its weeks."""

    kinds: frozenset[SpellKind]
    sickness_over_days: int
    paragraphs: Mapping[SpellKind, str]


@dataclass(frozen=True, slots=True)
class Instalment:
    number: int
    amount: int
    months: int


@dataclass(frozen=True, slots=True)
class Bonus:
    """The state's bonus to private employers, DKK.

    claim_by: a fixed last day for all programmes of the version, else `claim_years` after the programme's end.
    takeover_months: how soon a new employer must take over for the earlier time to count; None = no limit.
    """

    instalments: tuple[Instalment, ...]
    last_one_needs_completion: bool
    claim_by: dt.date | None
    claim_years: int
    takeover_months: int | None
    public_funding_from: int
    de_minimis_from: dt.date | None
    paragraph: str
    claim_paragraph: str


@dataclass(frozen=True, slots=True)
class Allowance:
    """Education allowance for counted hours. claim_months: None where the order named no deadline."""

    claim_months: int | None
    is_cut_for_wage: bool
    paragraph: str
    claim_paragraph: str


@dataclass(frozen=True, slots=True)
class BoardAndLodging:
    """Grant at AMU courses far from home; DKK a day at the level of 2021."""

    km_one_way: int
    a_day: int
    paragraph: str


@dataclass(frozen=True, slots=True)
class Statute:
    """One rule version: everything that hangs on the programme's start date."""

    version: str
    starts_on: dt.date
    ends_on: dt.date
    order: str
    months: int
    age: AgeLimit
    address: AddressLimit
    target: TargetGroup
    gap: WorkplaceGap
    school: School
    work: WorkHours
    extension: Extension
    bonus: Bonus
    allowance: Allowance
    board: BoardAndLodging | None
    yearly_cap: int | None
    completed_paragraph: str
    certificate_paragraph: str


# --- what all versions share ------------------------------------------------------------------------
PROGRAMME_MONTHS = 24  # IGU-loven § 6, stk. 1
START_PARAGRAPH = "lov 623/2016 § 15 · lov 1799/2023"
AMU_DAY_HOURS = Decimal("7.4")  # BEK 1529/2025 § 7, stk. 2: 7 h 24 min, five of them are one week
LESSON_MINUTES = MappingProxyType({EducationType.FVU: 60, EducationType.DU: 45})  # BEK 249/2024; BEK 1686/2025 § 4
DE_MINIMIS_YEARS = 3  # calendar years that a firm's de minimis aid is summed over
DE_MINIMIS_EURO = MappingProxyType({dt.date(2023, 6, 1): 200_000, dt.date(2024, 1, 1): 300_000})  # from that day on

BASIS_PARAGRAPHS = MappingProxyType(
    {
        Basis.P7: "IGU-loven § 2, stk. 1, nr. 1",
        Basis.P8: "IGU-loven § 2, stk. 1, nr. 1",
        Basis.P9B: "IGU-loven § 2, stk. 1, nr. 2",
        Basis.P9C: "IGU-loven § 2, stk. 1, nr. 3-4, og stk. 2",
        Basis.UKRAINE: "IGU-loven § 2, stk. 1, nr. 5",
        Basis.AFGHANISTAN: "IGU-loven § 2, stk. 1, nr. 6",
        Basis.FAMILY: "IGU-loven § 2, stk. 2",
        Basis.P9E: "IGU-loven § 2",
        Basis.OTHER: "IGU-loven § 2",
        Basis.NONE: "IGU-loven § 2",
    }
)
EXTENSION_PARAGRAPHS = MappingProxyType(
    {
        SpellKind.SCHOOLING: "IGU-loven § 6, stk. 5",
        SpellKind.MATERNITY: "IGU-loven § 6, stk. 6, nr. 1, og stk. 7",
        SpellKind.ADOPTION: "IGU-loven § 6, stk. 6, nr. 1, og stk. 7",
        SpellKind.BEREAVEMENT: "lov 2189/2020 § 11, jf. IGU-loven § 6, stk. 6 og 7",
        SpellKind.SICKNESS: "IGU-loven § 6, stk. 6, nr. 2, og stk. 7",
    }
)
FACTORS_2016 = MappingProxyType(
    {
        EducationType.AMU: 1,
        EducationType.FVU: 2,  # the list of BEK 1010/2016 left FVU out; BEK 1623/2016 put it in
        EducationType.AVU: 2,
        EducationType.HF: 2,
        EducationType.DU: 2,
    }
)
FACTORS_2019 = MappingProxyType({**FACTORS_2016, EducationType.FGU: 2})

# --- the six versions, each told as what it changed ----------------------------------------------------
V1 = Statute(
    version="V1",
    starts_on=dt.date(2016, 7, 1),  # IGU-loven § 15
    ends_on=dt.date(2019, 6, 30),
    order="BEK 1010/2016, fra 02-01-2017 BEK 1623/2016",
    months=PROGRAMME_MONTHS,
    age=AgeLimit(18, 40, "IGU-loven § 3, stk. 1"),
    address=AddressLimit(5, exact_day_is_open=False, paragraph="IGU-loven § 3"),
    target=TargetGroup(frozenset({Basis.P7, Basis.P8, Basis.P9B, Basis.FAMILY}), False, BASIS_PARAGRAPHS),
    gap=WorkplaceGap(0, by_p_number_from=dt.date(2017, 1, 2), paragraph="IGU-loven § 5"),
    school=School(
        weeks=20,
        hours_a_week=37,
        factors=FACTORS_2016,
        amu_weeks_after_test=8,
        paragraph="IGU-loven § 6, stk. 1",
        factor_paragraph="BEK 1623/2016",
        amu_paragraph="BEK 1010/2016 § 5, stk. 2",
    ),
    work=WorkHours(25, 32, 37, "IGU-loven § 6, stk. 1-2"),
    extension=Extension(frozenset({SpellKind.SCHOOLING}), 56, EXTENSION_PARAGRAPHS),
    bonus=Bonus(
        instalments=(Instalment(1, 20_000, 6), Instalment(2, 20_000, 24)),
        last_one_needs_completion=True,  # or two years of work done and an extension that was not the firm's fault
        claim_by=dt.date(2024, 5, 1),
        claim_years=1,
        takeover_months=None,
        public_funding_from=50,
        de_minimis_from=None,
        paragraph="IGU-loven § 11",
        claim_paragraph="BEK 1128/2021 § 20, stk. 4",
    ),
    allowance=Allowance(None, is_cut_for_wage=True, paragraph="IGU-loven §§ 10-11", claim_paragraph=""),
    board=None,
    yearly_cap=None,
    completed_paragraph="IGU-loven § 11",
    certificate_paragraph="IGU-loven § 8",
)
V2 = replace(  # lov 562/2019
    V1,
    version="V2",
    starts_on=dt.date(2019, 7, 1),
    ends_on=dt.date(2021, 4, 30),
    order="BEK 707/2019",
    gap=replace(V1.gap, months=3, paragraph="IGU-loven § 5 · lov 562/2019"),
    school=replace(
        V1.school,
        factors=FACTORS_2019,
        factor_paragraph="BEK 707/2019",
        amu_paragraph="BEK 707/2019 § 6, stk. 2",
    ),
    extension=replace(V1.extension, kinds=frozenset(SpellKind)),
    bonus=replace(V1.bonus, last_one_needs_completion=False, takeover_months=1),
    allowance=Allowance(2, False, paragraph="IGU-loven §§ 10-11", claim_paragraph="BEK 707/2019"),
    board=BoardAndLodging(60, 500, "IGU-loven § 10 a"),
)
V3 = replace(  # lov 722/2021
    V2,
    version="V3",
    starts_on=dt.date(2021, 5, 1),
    ends_on=dt.date(2022, 3, 16),
    order="BEK 1128/2021",
    address=replace(V2.address, years=10, paragraph="IGU-loven § 3 · lov 722/2021"),
    school=replace(
        V2.school,
        weeks=23,
        factor_paragraph="BEK 1128/2021",
        amu_paragraph="BEK 1128/2021",
    ),
    bonus=replace(
        V2.bonus, claim_by=None, paragraph="BEK 1128/2021 § 16, stk. 2", claim_paragraph="BEK 1128/2021 § 16"
    ),
    allowance=replace(V2.allowance, claim_paragraph="BEK 1128/2021"),
    completed_paragraph="BEK 1128/2021 § 16",
)
V4 = replace(  # lov 324/2022, in force on publication; BEK 327/2022 takes effect 17 March
    V3,
    version="V4",
    starts_on=dt.date(2022, 3, 17),
    ends_on=dt.date(2022, 6, 30),
    target=replace(V3.target, covered=V3.target.covered | {Basis.UKRAINE}),
)
V5 = replace(  # lov 916/2022
    V4,
    version="V5",
    starts_on=dt.date(2022, 7, 1),
    ends_on=dt.date(2023, 12, 31),
    order="BEK 1128/2021, ændret ved BEK 1086/2022",
    target=replace(V4.target, covered=V4.target.covered | {Basis.AFGHANISTAN}),
    bonus=replace(V4.bonus, de_minimis_from=dt.date(2023, 6, 1)),
)
V6 = replace(  # lov 1799/2023
    V5,
    version="V6",
    starts_on=dt.date(2024, 1, 1),
    ends_on=dt.date(2027, 12, 31),
    order="BEK 1825/2023",
    age=AgeLimit(18, 50, "IGU-loven § 3, stk. 1 · BEK 1825/2023 § 1, stk. 2"),
    address=AddressLimit(20, exact_day_is_open=True, paragraph="IGU-loven § 3 · BEK 1825/2023 § 1"),
    target=replace(V5.target, family_to_anyone=True),
    gap=replace(V5.gap, paragraph="IGU-loven § 5 · BEK 1825/2023 § 4"),
    school=replace(
        V5.school,
        factor_paragraph="BEK 1825/2023 §§ 7 og 12",
        amu_paragraph="BEK 1825/2023 § 6, stk. 2",
    ),
    bonus=replace(
        V5.bonus,
        instalments=(Instalment(1, 10_000, 6), Instalment(2, 15_000, 12), Instalment(3, 15_000, 24)),
        de_minimis_from=dt.date(2024, 1, 1),
        paragraph="BEK 1825/2023 § 16, stk. 2",
        claim_paragraph="BEK 1825/2023 § 16, stk. 6",
    ),
    allowance=replace(V5.allowance, claim_paragraph="BEK 1825/2023 § 9, stk. 6"),
    board=BoardAndLodging(60, 500, "IGU-loven § 10 a · BEK 1825/2023 § 15"),
    yearly_cap=1_500,
    completed_paragraph="BEK 1825/2023 § 16, stk. 3",
    certificate_paragraph="IGU-loven § 8 · BEK 1825/2023 § 13",
)
VERSIONS = (V1, V2, V3, V4, V5, V6)
FIRST_START, LAST_START = V1.starts_on, V6.ends_on


def statute_for(start_on: dt.date) -> Statute | None:
    """The rule version of a programme that starts on that day; None outside the scheme."""
    return next((law for law in VERSIONS if law.starts_on <= start_on <= law.ends_on), None)


def ordinary_end(start_on: dt.date) -> dt.date:
    """The last day of employment: start + two years - 1 day. From 29-02-2024 that is 27-02-2026."""
    return add_months(start_on, PROGRAMME_MONTHS) - ONE_DAY


# --- education allowance, DKK an hour, by the lesson's calendar year (IGU-loven § 11) -----------------------
class Category(StrEnum):
    """A own child at home and right to extra child grant, B own child at home, C others, D § 11, stk. 4."""

    A = "A"
    B = "B"
    C = "C"
    D = "D"


@dataclass(frozen=True, slots=True)
class YearRates:
    """Published in law or order, or computed here with the yearly adjustment (then it may be some øre off)."""

    a: Decimal
    b: Decimal
    c: Decimal
    d: Decimal
    is_computed: bool

    def of(self, category: Category) -> Decimal:
        return {Category.A: self.a, Category.B: self.b, Category.C: self.c, Category.D: self.d}[category]


def _rates(a: str, b: str, c: str, d: str = "", *, is_computed: bool = False) -> YearRates:
    return YearRates(Decimal(a), Decimal(b), Decimal(c), Decimal(d or a), is_computed)


ALLOWANCE_RATES: Mapping[int, YearRates] = MappingProxyType(
    {
        2016: _rates("75.00", "52.50", "37.50"),
        2019: _rates("79.55", "55.67", "39.78"),
        2021: _rates("82.76", "57.92", "41.39", "82.77"),
        2022: _rates("83.75", "58.62", "41.89", is_computed=True),
        2023: _rates("86.01", "60.20", "43.02", is_computed=True),
        2024: _rates("88.77", "62.12", "44.39", is_computed=True),
        2025: _rates("91.96", "64.36", "45.99", is_computed=True),
        2026: _rates("96.10", "67.26", "48.06", is_computed=True),
    }
)
