"""The kinds of journal entry that ship with the system. `source` names the practices they come from."""

from cases.definitions.kinds import Preset
from cases.definitions.lines import line


def _point(
    key: str, da: str, en: str, asks: str = "line", *, needed: bool = False, choices: tuple = (), due: bool = False
) -> dict:
    point = line(key, da, en, "choice" if choices else asks) | {"is_needed": needed}
    if due:
        point["is_due"] = True
    if choices:
        point["choices"] = [line(*choice) for choice in choices]
    return point


def _kind(key: str, da: str, en: str, icon: str, source: str, *points: dict, flags: str = "text") -> Preset:
    """flags: the words of Flag, with a space between."""
    body = {"icon": icon, "flags": flags.split(), "points": list(points)}
    return Preset(key, {"da": da, "en": en}, body, source)


CALL = _kind("call", "Opkald", "Call", "smartphone", "X-10", flags="text common contact")
MEETING = _kind("meeting", "Møde", "Meeting", "groups", "X-10", flags="text common contact")
NOTE = _kind("note", "Notat", "Note", "document", "X-10", flags="text common")
DECISION = _kind("decision", "Beslutning", "Decision", "flag", "X-10", flags="text common")
VICTORY = _kind("victory", "Sejr", "Victory", "star", "VES-12", flags="text common")

OTHERS = (
    _kind(
        "informed",
        "Orientering om IGU",
        "Information about IGU",
        "info",
        "X-03",
        _point("language", "Sprog", "Language", needed=True),
        _point("material", "Materiale eller link", "Material or link"),
        _point("questions", "Borgerens spørgsmål", "The citizen's questions", "text"),
        flags="contact",
    ),
    _kind(
        "guidance",
        "Vejledning",
        "Guidance",
        "support-agent",
        "FND-02, AAL-01",
        _point(
            "about",
            "Om",
            "About",
            needed=True,
            choices=(
                ("igu", "IGU", "IGU"),
                ("education", "Relevant uddannelse", "Relevant education"),
                ("amu", "Henvist til AMU", "Referred to AMU"),
                ("job", "Job", "Job"),
            ),
        ),
        _point("provider", "Udbyder eller uddannelse", "Provider or education"),
        flags="text contact",
    ),
    _kind(
        "hold_on",
        "Fasthold trods fravær",
        "Hold on in spite of absence",
        "flag-fill",
        "SKI-08",
        _point(
            "decision",
            "Beslutning",
            "Decision",
            needed=True,
            choices=(
                ("go_on", "Forløbet fortsætter", "The course goes on"),
                ("adjusted", "Fortsætter med tilpasning", "Goes on, adjusted"),
                ("stopped", "Forløbet stoppes", "The course is stopped"),
            ),
        ),
        _point("look_again", "Ses på igen", "Looked at again", "date", due=True),
    ),
    _kind(
        "path",
        "Vejvalg: uddannelse eller job",
        "Path: education or job",
        "map",
        "ODE-21",
        _point(
            "path",
            "Vej",
            "Path",
            needed=True,
            choices=(
                ("education", "Uddannelse", "Education"),
                ("trade_danish", "Stærkere fagdansk først", "Stronger trade Danish first"),
                ("unskilled", "Ufaglært job", "Unskilled job"),
            ),
        ),
    ),
    _kind(
        "visit",
        "Besøg på virksomhed",
        "Visit to a firm",
        "business",
        "HIL-06",
        _point("firm", "Virksomhed", "Firm", needed=True),
        _point("functions", "Funktioner, borgeren så", "Functions the citizen saw", "text", needed=True),
        flags="contact",
    ),
    _kind(
        "provider",
        "Samtale med skole eller udbyder",
        "Talk with school or provider",
        "student",
        "AAL-26, ODE-23",
        _point("school", "Skole eller udbyder", "School or provider", needed=True),
        _point("person", "Talte med", "Talked with"),
    ),
    _kind(
        "interpreter",
        "Tolk bestilt",
        "Interpreter booked",
        "language",
        "SKI-03",
        _point("language", "Sprog", "Language", needed=True),
        _point("on", "Til den", "For", "date", needed=True),
        _point(
            "how",
            "Hvordan",
            "How",
            choices=(("there", "Fremmøde", "In person"), ("phone", "Telefon", "Phone"), ("video", "Video", "Video")),
        ),
        flags="",
    ),
    _kind(
        "social",
        "Social eller sproglig støtte",
        "Social or language support",
        "accessibility-new",
        "X-12",
        _point(
            "support",
            "Støtte",
            "Support",
            needed=True,
            choices=(
                ("language", "Sprog", "Language"),
                ("social", "Socialt", "Social"),
                ("both", "Begge dele", "Both"),
            ),
        ),
        flags="text contact",
    ),
    _kind(
        "authority",
        "Hjælp med ydelse, skat, daginstitution",
        "Help with benefit, tax, day care",
        "payments",
        "GEN-10",
        _point(
            "topic",
            "Emne",
            "Topic",
            needed=True,
            choices=(
                ("benefit", "Ydelse", "Benefit"),
                ("tax", "Skat", "Tax"),
                ("day_care", "Daginstitution", "Day care"),
                ("housing", "Bolig", "Housing"),
                ("bank", "Bank og MitID", "Bank and MitID"),
                ("other", "Andet", "Other"),
            ),
        ),
    ),
    _kind(
        "after_benefit",
        "Støtte uden ydelse",
        "Support without benefit",
        "support-agent",
        "GEN-09",
        _point("ended_on", "Ydelsen ophørte", "The benefit ended", "date"),
        flags="text contact",
    ),
    _kind(
        "health_house",
        "Henvist til sundhedshus",
        "Referred to the health house",
        "how-to-reg",
        "SKI-07",
        _point("offer", "Tilbud", "Offer", needed=True),
        _point("starts_on", "Begynder", "Starts", "date"),
        flags="",
    ),
    _kind(
        "club",
        "Motion eller foreningsbesøg",
        "Exercise or club visit",
        "person-add",
        "HIL-09",
        _point("place", "Sted eller forening", "Place or club", needed=True),
        _point("talk", "Hvad talte I om bagefter?", "What was talked about afterwards?", "text"),
        flags="contact",
    ),
    _kind(
        "mentor",
        "Mentorlog",
        "Mentor log",
        "persons",
        "ODE-05",
        _point("mentor", "Mentor", "Mentor", needed=True),
        _point("hours", "Timer", "Hours", "number"),
        _point("goals", "Øvede", "Trained", "text"),
        flags="",
    ),
    _kind(
        "job_search",
        "Jobsøgning",
        "Job search",
        "search",
        "ODE-17",
        _point("job", "Stilling og virksomhed", "Job and firm", needed=True),
        _point(
            "result",
            "Resultat",
            "Result",
            choices=(
                ("sent", "Ansøgning sendt", "Application sent"),
                ("interview", "Samtale", "Interview"),
                ("yes", "Fik jobbet", "Got the job"),
                ("no", "Afslag", "No"),
            ),
        ),
        flags="",
    ),
    _kind(
        "igu_asked",
        "»IGU?« spurgt ved job",
        "»IGU?« asked at a job",
        "help",
        "SIL-12",
        _point("firm", "Virksomhed", "Firm", needed=True),
        _point(
            "answer",
            "Svar",
            "Answer",
            needed=True,
            choices=(
                ("igu", "Vil gerne have IGU", "Wants IGU"),
                ("job", "Vælger almindeligt job", "Chooses an ordinary job"),
                ("thinks", "Tænker over det", "Thinks about it"),
            ),
        ),
        flags="contact",
    ),
    _kind("aftercare", "Efterværn", "Aftercare", "headset", "ODE-24", flags="text contact"),
    _kind(
        "doctor",
        "Dialog med læge",
        "Talk with a doctor",
        "add-document",
        "SKI-06",
        _point("consent_on", "Borgeren gav samtykke den", "The citizen consented on", "date", needed=True),
        _point(
            "letter",
            "Brev",
            "Letter",
            choices=(
                ("none", "Intet brev", "No letter"),
                ("sent", "Sendt", "Sent"),
                ("received", "Modtaget", "Received"),
            ),
        ),
        _point("needs", "Skånehensyn", "Consideration needs", "text"),
        _point("functions", "Aftalte funktioner", "Agreed functions", "text"),
        flags="restricted",
    ),
    _kind(
        "concern",
        "Bekymring: negativ social kontrol",
        "Concern: negative social control",
        "warning",
        "ODE-02",
        _point("referral", "Henvist til", "Referred to"),
        flags="text restricted",
    ),
)
PRESETS = (CALL, MEETING, NOTE, DECISION, VICTORY, *OTHERS)
