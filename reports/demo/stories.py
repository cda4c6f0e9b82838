"""Who is in the demo. Every person, firm and school is made up; CPR numbers lie on days that do not exist."""

from dataclasses import dataclass, field


@dataclass(frozen=True, slots=True)
class Firm:
    key: str
    cvr: str
    p_number: str
    name: str
    address: str
    industry: str
    is_public: bool
    contact: str
    title: str
    phone: str


@dataclass(frozen=True, slots=True)
class Story:
    """One citizen. Months are counted from today: `started=-9` began nine months ago, `started=1` begins in a month.

    plan: courses as (type, title, hours, month after the start, weeks long); those that are over are completed.
    late: how many of the follow-ups that are due are still open. ended: (ending, months after the start).
    """

    first_name: str
    last_name: str
    sex: str
    age: int
    origin: str
    basis: str
    years_here: int
    firm: str = ""
    started: int | None = None
    days: int = 0
    coordinator: str = "anna@demo.test"
    plan: tuple = ()
    late: int = 0
    ended: tuple | None = None
    outcome_6: str = ""
    hold: str = ""
    group: str = ""
    extra: dict = field(default_factory=dict)


FIRMS = (
    Firm(
        "skovlyst",
        "99000007",
        "1003456781",
        "Skovlyst Plejecenter",
        "Skovlystvej 4, 9000 Aalborg",
        "Ældrepleje",
        True,
        "Karen Vig",
        "afdelingsleder",
        "10 20 30 51",
    ),
    Firm(
        "oestera",
        "99000015",
        "1003456782",
        "Østerå Logistik A/S",
        "Havnegade 12, 9000 Aalborg",
        "Transport",
        False,
        "Pia Dam",
        "lagerchef",
        "10 20 30 42",
    ),
    Firm(
        "fjordbro",
        "99000023",
        "1003456783",
        "Hotel Fjordbro",
        "Strandvejen 2, 9000 Aalborg",
        "Hotel og køkken",
        False,
        "Ove Skov",
        "køkkenchef",
        "10 20 30 44",
    ),
    Firm(
        "klintholm",
        "99000031",
        "1003456784",
        "Klintholm Rengøring ApS",
        "Klintvej 8, 9200 Aalborg SV",
        "Rengøring",
        False,
        "Kirsten Bak",
        "driftsleder",
        "10 20 30 47",
    ),
    Firm(
        "solsikken",
        "99000058",
        "1003456785",
        "Solsikken Børnehus",
        "Solvej 1, 9220 Aalborg Øst",
        "Daginstitution",
        True,
        "Lone Juhl",
        "leder",
        "10 20 30 52",
    ),
    Firm(
        "vestervang",
        "99000066",
        "1003456786",
        "Vestervang Bageri",
        "Vestervang 20, 9000 Aalborg",
        "Bageri",
        False,
        "Jens Bro",
        "bagermester",
        "10 20 30 60",
    ),
    Firm(
        "byens",
        "99000074",
        "1003456787",
        "Byens Vaskeri",
        "Vaskerivej 3, 9400 Nørresundby",
        "Vaskeri",
        False,
        "Rita Lund",
        "ejer",
        "10 20 30 46",
    ),
)

AMU, DU, FVU = "AMU", "DU", "FVU"
CLEANING = (
    (AMU, "Rengøringsteknik", 74, 1, 2),
    (DU, "Danskuddannelse 2, modul 3", 74, 2, 8),
    (AMU, "Rengøringshygiejne", 74, 5, 2),
    (FVU, "FVU-digital, trin 1", 53, 7, 5),
    (AMU, "Ergonomi i rengøringsarbejdet", 37, 10, 1),
    (DU, "Danskuddannelse 2, modul 4", 74, 13, 9),
    (AMU, "Rengøring i storkøkken", 111, 17, 3),
    (FVU, "FVU-dansk, trin 2", 58, 20, 6),
)
CARE = (
    (DU, "Danskuddannelse 2, modul 2", 90, 1, 10),
    (AMU, "Praktisk hjælp til ældre", 74, 4, 2),
    (AMU, "Mødet med den ældre borger", 111, 7, 3),
    (DU, "Danskuddannelse 2, modul 5", 78, 10, 10),
    (AMU, "Personlig hygiejne i plejen", 111, 14, 3),
    (FVU, "FVU-matematik, trin 1", 60, 17, 8),
)
KITCHEN = (
    (AMU, "Fødevarehygiejne", 37, 1, 1),
    (DU, "Danskuddannelse 1, modul 4", 80, 2, 10),
    (AMU, "Køkkenarbejde og service", 111, 6, 3),
    (FVU, "FVU-start", 60, 9, 8),
    (AMU, "Anretning og buffet", 74, 13, 2),
)
ALL_OF_IT = (
    (DU, "Danskuddannelse 2, modul 3-5", 180, 1, 20),
    (AMU, "Rengøring og service", 185, 7, 5),
    (FVU, "FVU-dansk, trin 3", 60, 12, 8),
    (AMU, "Rengøringskontrol", 148, 16, 4),
    (FVU, "FVU-digital, trin 2", 19, 20, 3),
)

METTE = "mette@demo.test"
STORIES = (
    # running, with something late or due today
    Story("Maryam", "Noori", "kvinde", 31, "Afghanistan", "7", 8, "skovlyst", -7, plan=CARE, late=2),
    Story("Yonas", "Berhane", "mand", 27, "Eritrea", "7", 6, "oestera", -3, plan=KITCHEN[:2], late=2),
    Story(
        "Daryna",
        "Shevchuk",
        "kvinde",
        38,
        "Ukraine",
        "ukraine",
        3,
        "fjordbro",
        -1,
        plan=KITCHEN,
        late=0,
        group="ukraine",
        extra={"permit_until": "2027-03-17"},
    ),
    Story(
        "Selam",
        "Tekle",
        "kvinde",
        34,
        "Eritrea",
        "7",
        9,
        "klintholm",
        -9,
        plan=CLEANING,
        extra={"danish_education": "DU2", "danish_test": "PD1"},
    ),
    Story("Farid", "Ahmadi", "mand", 29, "Afghanistan", "afghanistan", 4, "byens", -5, days=8, plan=CLEANING),
    Story(
        "Amina",
        "Warsame",
        "kvinde",
        41,
        "Somalia",
        "family",
        12,
        "solsikken",
        -8,
        plan=CARE,
        extra={"family_to": "refugee", "family": "couple_children", "children": 3},
    ),
    Story("Hodan", "Yusuf", "kvinde", 36, "Somalia", "7", 10, "skovlyst", -2, days=4, plan=CARE),
    Story("Rahel", "Gebru", "kvinde", 24, "Etiopien", "7", 5, "vestervang", -6, days=12, plan=KITCHEN),
    Story("Samir", "Qasem", "mand", 33, "Syrien", "7", 9, "vestervang", -1, days=6, plan=KITCHEN),
    Story("Zahra", "Rezai", "kvinde", 45, "Iran", "8", 11, "skovlyst", -16, plan=ALL_OF_IT),
    # behind the plan
    Story(
        "Laila",
        "Sharif",
        "kvinde",
        30,
        "Syrien",
        "7",
        8,
        "fjordbro",
        -12,
        plan=KITCHEN[:1],
        hold="paused",
        extra={"family": "couple_children", "children": 1},
    ),
    Story("Abdi", "Jama", "mand", 39, "Somalia", "7", 14, "oestera", -11, plan=KITCHEN[:2]),
    # final phase
    Story("Tesfalem", "Araya", "mand", 35, "Eritrea", "7", 9, "byens", -22, plan=ALL_OF_IT),
    Story("Mehari", "Tsegai", "mand", 28, "Eritrea", "7", 8, "klintholm", -21, days=-9, plan=ALL_OF_IT),
    # before the start, run-up
    Story("Nadia", "Karimi", "kvinde", 32, "Irak", "7", 9, "solsikken", 1, plan=CARE),
    Story("Ruta", "Mehari", "kvinde", 26, "Eritrea", "7", 6, extra={"danish_education": "DU1"}),
    Story("Khalid", "Omari", "mand", 47, "Syrien", "7", 9, group="long_unemployed"),
    Story("Olena", "Koval", "kvinde", 43, "Ukraine", "ukraine", 3, group="ukraine", coordinator=""),
    # not in the target group, or for a person to judge
    Story("Ibrahim", "Saleh", "mand", 51, "Irak", "7", 17, coordinator=""),
    Story("Fatima", "Haddad", "kvinde", 29, "Libanon", "9c", 7),
    Story("Senait", "Kiflu", "kvinde", 23, "Eritrea", "family", 4, extra={"family_to": "other"}),
    # over
    Story("Fatuma", "Ali", "kvinde", 40, "Somalia", "7", 11, "solsikken", -29, plan=ALL_OF_IT, ended=("completed", 24)),
    Story(
        "Dawit",
        "Negash",
        "mand",
        30,
        "Eritrea",
        "7",
        9,
        "byens",
        -33,
        plan=ALL_OF_IT,
        ended=("completed", 24),
        outcome_6="job",
    ),
    Story(
        "Hamid",
        "Azizi",
        "mand",
        26,
        "Afghanistan",
        "7",
        7,
        "oestera",
        -14,
        plan=KITCHEN[:3],
        ended=("positive_job", 11),
    ),
    Story("Saba", "Woldu", "kvinde", 22, "Eritrea", "7", 6, "fjordbro", -10, plan=KITCHEN[:1], ended=("negative", 4)),
    # a colleague's
    Story("Bereket", "Haile", "mand", 37, "Eritrea", "7", 9, "oestera", -19, coordinator=METTE, plan=ALL_OF_IT),
    Story("Asha", "Farah", "kvinde", 33, "Somalia", "7", 10, "skovlyst", -10, coordinator=METTE, days=3, plan=CARE),
    Story("Omar", "Khatib", "mand", 44, "Syrien", "7", 9, "vestervang", -4, coordinator=METTE, plan=KITCHEN, late=1),
    Story(
        "Leyla",
        "Demir",
        "kvinde",
        27,
        "Tyrkiet",
        "family",
        5,
        "solsikken",
        -13,
        coordinator=METTE,
        plan=CARE,
        extra={"family_to": "refugee"},
    ),
    Story(
        "Viktoria",
        "Bondar",
        "kvinde",
        35,
        "Ukraine",
        "ukraine",
        3,
        "fjordbro",
        -5,
        coordinator=METTE,
        plan=KITCHEN,
        group="ukraine",
        extra={"permit_until": "2027-03-17"},
    ),
)
ODENSE_STORIES = (
    Story(
        "Miriam", "Tesfay", "kvinde", 31, "Eritrea", "7", 8, "aaparken", -6, coordinator="carla@demo.test", plan=CARE
    ),
    Story(
        "Ahmad", "Darwish", "mand", 36, "Syrien", "7", 9, "aaparken", -1, coordinator="carla@demo.test", plan=CARE[:2]
    ),
    Story("Iryna", "Melnyk", "kvinde", 29, "Ukraine", "ukraine", 3, coordinator="carla@demo.test", group="ukraine"),
)
ODENSE_FIRMS = (
    Firm(
        "aaparken",
        "99000007",
        "1003456791",
        "Åparkens Plejehjem",
        "Åparken 6, 5000 Odense C",
        "Ældrepleje",
        True,
        "Ida Ravn",
        "leder",
        "10 20 30 71",
    ),
)
