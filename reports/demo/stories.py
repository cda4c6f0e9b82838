"""Who is in the demo. Plain data: the more a line says, the less it is like the others.

Months and days are counted from the day on which the demo is made. Nobody here exists, no firm, no number.
"""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Firm:
    key: str
    cvr: str
    name: str
    industry: str
    is_public: bool
    workplace: str
    address: str
    contact: str
    title: str
    second_contact: str = ""


@dataclass(frozen=True, slots=True)
class Story:
    """A citizen with a case. Without `firm` there is no agreement yet.

    started: whole months since the start; negative lies ahead. shift: days on top of that.
    open_days: contacts and deadlines of so many days back are still open. pace: courses done of those due by now.
    gone: whole months since the course really ended. firm_says: »well« or »call me«, this month.
    older: age in years; turns: the age turned in so many days.
    """

    first: str
    last: str
    sex: str
    origin: str
    older: int
    coordinator: str = "anna"
    firm: str = ""
    started: int = 0
    shift: int = 0
    open_days: int = 0
    pace: float = 1.0
    basis: str = "7"
    family_to: str = ""
    here_years: int = 6
    here_shift: int = 0
    turns: tuple[int, int] | None = None
    ending: str = ""
    gone: int = 0
    outcome_6: str = ""
    outcome_12: str = ""
    hold: str = ""
    extended: int = 0
    test: str = ""
    language: str = ""
    interpreter: bool = False
    issue: str = ""
    firm_says: str = ""


AALBORG_FIRMS = (
    Firm(
        "sundhed",
        "99000007",
        "Limfjordens Plejehjem",
        "SOSU",
        True,
        "Plejehjemmet Fjordblik",
        "Fjordvej 12, 9000 Aalborg",
        "Birgitte Dam",
        "afdelingsleder",
        "Per Holst",
    ),
    Firm(
        "koekken",
        "99000015",
        "Kommunens Storkøkken",
        "køkken",
        True,
        "Storkøkkenet Øst",
        "Rughaven 3, 9220 Aalborg Øst",
        "Henrik Bøje",
        "køkkenchef",
    ),
    Firm(
        "boern",
        "99000023",
        "Børnehuset Regnbuen",
        "dagtilbud",
        True,
        "Regnbuen",
        "Skolegade 8, 9400 Nørresundby",
        "Marianne Lund",
        "leder",
    ),
    Firm(
        "rent",
        "99000031",
        "Skinnende Rent ApS",
        "rengøring",
        False,
        "Kontoret i Vestbyen",
        "Kastetvej 80, 9000 Aalborg",
        "Bo Lind",
        "driftsleder",
        "Yrsa Kolding",
    ),
    Firm(
        "lager",
        "99000058",
        "Nordlager A/S",
        "lager og transport",
        False,
        "Terminal 2",
        "Lufthavnsvej 40, 9400 Nørresundby",
        "Kim Just",
        "lagerchef",
    ),
    Firm(
        "hotel",
        "99000066",
        "Hotel Havnefronten ApS",
        "hotel",
        False,
        "Havnefronten",
        "Strandvejen 1, 9000 Aalborg",
        "Camilla Rask",
        "husdame",
    ),
    Firm(
        "metal",
        "99000074",
        "Vendsyssel Metal A/S",
        "industri",
        False,
        "Værksted syd",
        "Industrivej 22, 9230 Svenstrup",
        "Jens Ploug",
        "værkfører",
    ),
    Firm(
        "butik",
        "99000082",
        "Torvets Købmand",
        "detail",
        False,
        "Torvet",
        "Nytorv 5, 9000 Aalborg",
        "Susanne Bak",
        "købmand",
    ),
    Firm(
        "gaard",
        "99000090",
        "Kærgården I/S",
        "landbrug",
        False,
        "Stalden",
        "Kærvej 101, 9280 Storvorde",
        "Anders Kær",
        "driftsleder",
    ),
)
AALBORG = (
    # --- calls that are late, due today, or come this week ---------------------------------------------------
    Story("Selam", "Berhane", "kvinde", "Eritrea", 31, firm="sundhed", started=2, shift=-6, open_days=9, test="PD2"),
    Story("Yusuf", "al-Khatib", "mand", "Syrien", 27, firm="lager", started=3, shift=-3, open_days=5),
    Story(
        "Miriam",
        "Tesfay",
        "kvinde",
        "Eritrea",
        35,
        firm="koekken",
        started=5,
        shift=-2,
        open_days=4,
        issue="Vagtplanen passer dårligt med vuggestuen om torsdagen. Henrik Bøje ser på det.",
    ),
    Story("Farid", "Noori", "mand", "Afghanistan", 29, firm="rent", started=1, basis="afghanistan", here_years=4),
    Story("Hiwet", "Kidane", "kvinde", "Eritrea", 24, firm="boern", started=4, test="PD2"),
    Story("Olena", "Kovalenko", "kvinde", "Ukraine", 38, firm="hotel", started=2, basis="ukraine", here_years=4),
    Story("Samir", "Darwish", "mand", "Syrien", 33, firm="metal", started=1, shift=5, here_years=10),
    Story("Rahel", "Gebre", "kvinde", "Eritrea", 28, firm="rent", started=3, shift=6, test="PD1", firm_says="well"),
    Story(
        "Nadia",
        "Haddad",
        "kvinde",
        "Syrien",
        41,
        firm="sundhed",
        started=6,
        shift=3,
        basis="family",
        family_to="refugee",
    ),
    Story("Tewelde", "Haile", "mand", "Eritrea", 26, "jonas", firm="lager", started=4, shift=-8, open_days=10),
    Story("Layla", "Rahimi", "kvinde", "Afghanistan", 30, "jonas", firm="butik", started=0, shift=-12),
    # --- well on the way --------------------------------------------------------------------------------------
    Story("Amanuel", "Fessehaye", "mand", "Eritrea", 30, firm="metal", started=9, test="PD2"),
    Story("Zahra", "Sharifi", "kvinde", "Afghanistan", 36, firm="sundhed", started=11, test="PD3", language="dari"),
    Story("Khaled", "Mansour", "mand", "Syrien", 44, firm="gaard", started=8, here_years=11, test="PD1"),
    Story("Iryna", "Bondar", "kvinde", "Ukraine", 34, "jonas", firm="boern", started=12, basis="ukraine", here_years=4),
    Story("Bereket", "Woldu", "mand", "Eritrea", 23, "jonas", firm="rent", started=14, test="PD2"),
    Story("Rima", "Saleh", "kvinde", "Syrien", 39, "mette", firm="hotel", started=16, here_years=9, test="PD2"),
    Story("Dawit", "Mehari", "mand", "Eritrea", 32, "mette", firm="lager", started=10, test="PD2"),
    Story("Hana", "Yohannes", "kvinde", "Eritrea", 29, "mette", firm="koekken", started=17, test="PD1"),
    # --- behind the plan ----------------------------------------------------------------------------------------
    Story(
        "Ibrahim",
        "Suleiman",
        "mand",
        "Sudan",
        37,
        firm="gaard",
        started=13,
        pace=0.35,
        issue="To hold er aflyst i foråret. Han er ked af at komme bagud.",
    ),
    Story(
        "Senait",
        "Abraha",
        "kvinde",
        "Eritrea",
        42,
        firm="rent",
        started=15,
        pace=0.5,
        interpreter=True,
        firm_says="call me",
    ),
    Story("Maryam", "Hosseini", "kvinde", "Iran", 33, "mette", firm="butik", started=12, pace=0.4, here_years=8),
    # --- the last three months ------------------------------------------------------------------------------------
    Story("Mehret", "Asfaha", "kvinde", "Eritrea", 34, firm="sundhed", started=21, shift=-4, open_days=6, test="PD3"),
    Story("Omar", "Kassem", "mand", "Syrien", 28, firm="metal", started=22, shift=-5, test="PD2"),
    Story("Fatima", "Nazari", "kvinde", "Afghanistan", 40, "jonas", firm="koekken", started=23, shift=-2, test="PD2"),
    Story(
        "Natalia", "Melnyk", "kvinde", "Ukraine", 45, "mette", firm="hotel", started=22, basis="ukraine", here_years=4
    ),
    Story(
        "Ahmad", "Barakat", "mand", "Syrien", 35, firm="lager", started=24, shift=-9, pace=0.9, test="PD1"
    ),  # overdue
    # --- paused, extended -----------------------------------------------------------------------------------------
    Story("Luwam", "Ghebremedhin", "kvinde", "Eritrea", 27, firm="boern", started=10, hold="paused", test="PD2"),
    Story("Hassan", "Jaber", "mand", "Irak", 46, "jonas", firm="metal", started=18, hold="paused", here_years=15),
    Story("Saba", "Tekeste", "kvinde", "Eritrea", 31, "mette", firm="sundhed", started=20, extended=6, test="PD2"),
    # --- after the end ---------------------------------------------------------------------------------------------
    Story(
        "Abdi", "Warsame", "mand", "Somalia", 30, firm="lager", started=31, ending="completed", gone=7, outcome_6="job"
    ),
    Story("Eden", "Habte", "kvinde", "Eritrea", 26, firm="koekken", started=27, ending="completed", gone=3),
    Story("Mustafa", "Hamdan", "mand", "Syrien", 33, "jonas", firm="metal", started=12, ending="positive_job", gone=2),
    Story(
        "Freweini",
        "Negash",
        "kvinde",
        "Eritrea",
        29,
        "mette",
        firm="boern",
        started=10,
        ending="positive_education",
        gone=4,
    ),
    # --- before the start ------------------------------------------------------------------------------------------
    Story("Yonas", "Kiflay", "mand", "Eritrea", 25, firm="hotel", started=0, shift=9, test="PD2"),
    Story(
        "Svitlana",
        "Tkachenko",
        "kvinde",
        "Ukraine",
        41,
        "jonas",
        firm="butik",
        started=-1,
        basis="ukraine",
        here_years=4,
    ),
    Story(
        "Reza",
        "Ahmadi",
        "mand",
        "Afghanistan",
        22,
        "mette",
        firm="rent",
        started=-1,
        shift=-9,
        basis="afghanistan",
        here_years=4,
    ),
    # --- no agreement yet ------------------------------------------------------------------------------------------
    Story("Samuel", "Okbay", "mand", "Eritrea", 49, turns=(50, 41), test="PD1", here_years=11),
    Story("Amina", "Khalil", "kvinde", "Syrien", 43, here_years=19, here_shift=-300, test="PD2"),
    Story("Viktor", "Lysenko", "mand", "Ukraine", 30, coordinator="", basis="ukraine", here_years=3),
    Story("Rojin", "Demir", "kvinde", "Tyrkiet", 36, coordinator="", basis="family", family_to="other", here_years=5),
    Story("Emebet", "Alemu", "kvinde", "Etiopien", 28, basis="9c", here_years=6),
    Story("Farah", "Aziz", "kvinde", "Syrien", 32, "jonas", basis="9e", here_years=7),
    Story("Kidus", "Tadesse", "mand", "Etiopien", 48, "mette", turns=(49, 60), here_years=12),
    # --- closed ----------------------------------------------------------------------------------------------------
    Story(
        "Simon",
        "Ghide",
        "mand",
        "Eritrea",
        33,
        firm="metal",
        started=40,
        ending="completed",
        gone=16,
        outcome_6="job",
        outcome_12="job",
        hold="closed",
    ),
    Story(
        "Asmaa",
        "Fares",
        "kvinde",
        "Syrien",
        37,
        "jonas",
        firm="sundhed",
        started=38,
        ending="completed",
        gone=14,
        outcome_6="education",
        outcome_12="job",
        hold="closed",
    ),
    Story(
        "Habib",
        "Karimi",
        "mand",
        "Afghanistan",
        25,
        "jonas",
        firm="gaard",
        started=20,
        ending="negative",
        gone=15,
        outcome_6="unemployed",
        outcome_12="unknown",
        hold="closed",
    ),
    Story("Lina", "Qasim", "kvinde", "Syrien", 30, "mette", firm="butik", started=15, ending="moved", gone=5),
    Story(
        "Tariq",
        "Daoud",
        "mand",
        "Syrien",
        39,
        "mette",
        firm="hotel",
        started=9,
        ending="never_started",
        gone=9,
        hold="closed",
    ),
)
ODENSE_FIRMS = (
    Firm(
        "kantine",
        "99000104",
        "Åens Kantiner ApS",
        "køkken",
        False,
        "Kantinen ved åen",
        "Åløkken 4, 5000 Odense C",
        "Gitte Friis",
        "kantineleder",
    ),
    Firm(
        "have",
        "99000112",
        "Park og Vej",
        "anlæg",
        True,
        "Materielgård Nord",
        "Havnegade 60, 5000 Odense C",
        "Torben Vang",
        "formand",
    ),
)
ODENSE = (
    Story("Meron", "Zerai", "kvinde", "Eritrea", 30, "carla", firm="kantine", started=2, shift=-3, open_days=6),
    Story("Bashir", "Taleb", "mand", "Syrien", 34, "carla", firm="have", started=7, test="PD2"),
    Story(
        "Oksana",
        "Shevchuk",
        "kvinde",
        "Ukraine",
        37,
        "carla",
        firm="kantine",
        started=22,
        basis="ukraine",
        here_years=4,
    ),
    Story("Gabriel", "Mengis", "mand", "Eritrea", 27, "carla", firm="have", started=27, ending="completed", gone=3),
    Story("Shirin", "Moradi", "kvinde", "Iran", 41, "carla", here_years=9),
)
# (months after the start, days, type, which title, provider, teaching hours): 851 counted hours, AMU × 1, others × 2
COURSES = (
    (1, 4, "AMU", 0, "Fjordens Erhvervsskole", 37),
    (2, 80, "FVU", "FVU-dansk, trin 2", "VUC ved Fjorden", 60),
    (5, 130, "DU", "Danskuddannelse, modul 4", "Sprogcenter Nord", 110),
    (9, 11, "AMU", 1, "Fjordens Erhvervsskole", 74),
    (12, 18, "AMU", 2, "Fjordens Erhvervsskole", 111),
    (14, 70, "FVU", "FVU-digital, trin 1", "VUC ved Fjorden", 45),
    (17, 25, "AMU", 3, "Fjordens Erhvervsskole", 148),
    (20, 8, "AMU", 4, "Fjordens Erhvervsskole", 51),
)
# the titles of AMU courses by the firm's industry
AMU = {
    "SOSU": (
        "Introduktion til ældreplejen",
        "Hygiejne i plejen",
        "Mødet med den ældre borger",
        "Forflytning og ergonomi",
        "Demens i hverdagen",
    ),
    "køkken": (
        "Introduktion til storkøkken",
        "Fødevarehygiejne",
        "Råvarer og tilberedning",
        "Anretning og buffet",
        "Allergi og egenkontrol",
    ),
    "dagtilbud": (
        "Introduktion til dagtilbud",
        "Hygiejne og smitte hos børn",
        "Leg, sprog og samvær",
        "Børn med særlige behov",
        "Dokumentation i hverdagen",
    ),
    "rengøring": (
        "Rengøringsteknik",
        "Rengøringshygiejne",
        "Materialer og midler",
        "Maskiner til gulve",
        "Kvalitet i rengøring",
    ),
    "lager og transport": (
        "Introduktion til lageret",
        "Ergonomi på lageret",
        "Gaffeltruck, certifikat B",
        "Lagerstyring med it",
        "Forsendelse og toldpapirer",
    ),
    "hotel": (
        "Introduktion til hotelfaget",
        "Hygiejne på værelser",
        "Gæstebetjening",
        "Reception og booking",
        "Konference og arrangement",
    ),
    "industri": (
        "Introduktion til værkstedet",
        "Arbejdsmiljø i industrien",
        "Tegningslæsning",
        "Svejsning, lysbue",
        "Måling og kontrol",
    ),
    "detail": (
        "Introduktion til butikken",
        "Varer og svind",
        "Kundebetjening",
        "Kasse og afregning",
        "Butikkens kampagner",
    ),
    "landbrug": (
        "Introduktion til stalden",
        "Arbejdsmiljø i landbruget",
        "Malkning og yversundhed",
        "Traktor og maskiner",
        "Foder og fodring",
    ),
    "anlæg": (
        "Introduktion til anlæg",
        "Vejen som arbejdsplads",
        "Beplantning og pleje",
        "Minigraver og læsser",
        "Belægning og kant",
    ),
}
