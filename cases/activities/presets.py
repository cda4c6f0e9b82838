"""The kinds of activity that ship with the system. What a municipality does otherwise it writes anew as a definition.

Each names the practice it comes from; the numbers are those of the practice, or of the grant (X-13).
"""

from django.utils.translation import gettext_lazy as _

from cases.activities.kinds import ASK_TYPES, KEY, OUTCOME_KINDS, read
from cases.definitions.kinds import Group, Kind, Preset, Setting


def _t(da: str, en: str) -> dict:
    return {"da": da, "en": en}


def _ask(key, da, en, kind="line"):
    return {"key": key, "text": _t(da, en), "kind": kind}


def _choices(*choices):
    return [{"key": key, "text": _t(da, en)} for key, da, en in choices]


def _out(key, da, en, *, good=False, igu=False):
    return {"key": key, "text": _t(da, en), "kind": "job" if igu else "good" if good else "other"}


def _due(key, da, en, at, days=0, party="both", *, deadline=False):
    return {"key": key, "text": _t(da, en), "at": at, "days": days, "party": party, "is_deadline": deadline}


STOPPED = _out("stopped", "Stoppet før tid", "Stopped early")
JOB = _out("job", "Blev til job", "Became a job", good=True, igu=True)
IGU = _out("igu", "Blev til IGU", "Became an IGU", good=True)
INTERNSHIP = _out("internship", "Videre i praktik", "On to an internship", good=True)
SMALL_JOB = _out("small_job", "Fik småjob", "Got a small job", good=True)
DONE = _out("done", "Gennemført", "Completed", good=True)
MORE_HOURS = _out("more_hours", "Gik op i timer", "More hours", good=True)
SAY_NEXT = _due("next_step", "Indsatsen slutter: aftal næste skridt", "It ends: agree the next step", "end", -7)
PAID_GOAL = _ask("paid_goal", "Realistisk mål for lønnede timer", "A realistic goal for paid hours", "text")
AGREED_PAID = _ask("paid_agreed_on", "Lønnede timer aftalt den", "Paid hours agreed on", "date")
GOALS = _ask("goals", "Mål: faglighed, erfaring, tryghed, fællesskab", "Goals: skill, experience, confidence", "text")
PAID_MENTOR = _ask("mentor_paid", "Får mentoren betaling?", "Is the mentor paid?", "yes_no")

JOBDANSK = {
    "counts_as": "danish",
    "hours": "15",
    "has_attendance": True,
    "limit_months": 3,
    "limit_hours_a_week": "15",
    "help": _t(
        "15 timer om ugen i 2–3 måneder, heraf 7–8 timer dansk, med jobkonsulent og sproglærer på holdet.",
        "15 hours a week for 2–3 months, 7–8 of them Danish. A job consultant, a company consultant and a teacher.",
    ),
    "asks": [
        _ask(
            "criteria", "Hvorfor dette tilbud (ydelse, uddannelse, alder)", "Why this offer (benefit, education, age)"
        ),
        _ask("danish_hours", "Heraf dansk, timer om ugen", "Of them Danish, hours a week", "number"),
        _ask("level", "Niveau", "Level", "choice"),
        _ask("industry", "Branche", "Industry"),
        _ask("module", "Danskuddannelse og modul", "Danish education and module"),
        _ask("team", "Hold og lærere", "Class and teachers"),
        _ask("right_used", "Er retten til danskuddannelse brugt?", "Is the right to Danish education used?", "yes_no"),
        _ask("practice", "I praktik eller deltidsjob imens?", "In an internship or part-time job?", "yes_no"),
    ],
    "outcomes": [
        _out("full_time", "Ordinært job på fuld tid", "Ordinary full-time job", good=True, igu=True),
        _out("part_time", "Ordinært job på deltid", "Ordinary part-time job", good=True, igu=True),
        INTERNSHIP,
        DONE,
        STOPPED,
    ],
    "choices": {"level": _choices(("beginner", "Begynder", "Beginner"), ("advanced", "Øvet", "Advanced"))},
    "due": [SAY_NEXT],
}
JOBDANSK_3 = JOBDANSK | {
    "help": _t(
        "For borgere over 30 år. 15 timer om ugen i 2–3 måneder, heraf 7–8 timer dansk.",
        "For those over 30. 15 hours a week for 2–3 months, 7–8 of them Danish.",
    )
}

PRESETS = (
    Preset(
        "run_up_course",
        _t("Forforløb", "Run-up course"),
        {
            "counts_as": "course",
            "is_run_up": True,
            "has_attendance": True,
            "help": _t(
                "Rettigheder, arbejdsmarked, skrevne og uskrevne regler, a-kasse, økonomi. 2 timers dansk om dagen, "
                "nye fagord hver gang, ingen tolk. Emnerne står i tjeklisten.",
                "Rights, labour market, rules, economy. Two hours of Danish a day, new terms, no interpreter.",
            ),
            "asks": [
                _ask("team", "Hold", "Class"),
                _ask("danish_hours", "Dansk om dagen, timer", "Danish a day, hours", "number"),
            ],
            "outcomes": [
                _out("ready", "Klar til praktik og match", "Ready for internship and match", good=True),
                _out("ready_igu", "Klar til IGU", "Ready for an IGU", good=True),
                _out("not_yet", "Ikke klar endnu", "Not ready yet"),
                STOPPED,
            ],
            "due": [SAY_NEXT],
        },
        "ODE-07",
    ),
    Preset(
        "trial_internship",
        _t("Prøvepraktik, 4 uger", "Trial internship, 4 weeks"),
        {
            "counts_as": "internship",
            "is_run_up": True,
            "has_attendance": True,
            "limit_weeks": 4,
            "help": _t(
                "Fire uger, hvor begge parter prøver matchet. Skriv begges syn. Også når det ikke bliver til en IGU, "
                "er det, I har set, nyttigt for andre indsatser: skriv det i konklusionen.",
                "Four weeks to test the match both ways. Note what was seen, also when no IGU comes of it.",
            ),
            "asks": [
                _ask("view_citizen", "Borgerens syn på matchet", "The citizen's view of the match", "text"),
                _ask("view_employer", "Virksomhedens syn på matchet", "The firm's view of the match", "text"),
            ],
            "outcomes": [
                _out("go", "Ja: det bliver en IGU", "Go: it becomes an IGU", good=True),
                _out("no_go", "Nej: ikke IGU her", "No go: no IGU here"),
                _out("go_elsewhere", "Nej her, men klar til IGU et andet sted", "Not here, but ready elsewhere"),
                STOPPED,
            ],
            "due": [
                *(
                    _due(
                        f"runup_{week}",
                        "Kontakt i prøvepraktikken",
                        "Contact in the trial internship",
                        "start",
                        7 * week,
                    )
                    for week in (1, 2, 3)
                ),
                _due(
                    "runup_decision",
                    "Ja eller nej til IGU efter prøvepraktikken",
                    "Go or no-go after the trial internship",
                    "limit",
                    party="team",
                    deadline=True,
                ),
            ],
        },
        "FRB-02",
    ),
    Preset(
        "internship",
        _t("Praktik", "Internship"),
        {
            "counts_as": "internship",
            "has_attendance": True,
            "help": _t(
                "Til at afklare mål og område, for eksempel pleje eller køkken. Skriv, hvad praktikken viste.",
                "To clarify goal and area, such as care or kitchen. Note what it showed.",
            ),
            "asks": [PAID_GOAL, AGREED_PAID],
            "outcomes": [
                JOB,
                IGU,
                _out("clarified", "Mål og område er afklaret", "Goal and area are clear", good=True),
                _out("next_internship", "Videre i en anden praktik", "On to another internship"),
                _out("not_fit", "Passede ikke", "Did not fit"),
                STOPPED,
            ],
            "due": [SAY_NEXT],
        },
        "ODE-11",
    ),
    Preset("jobdansk_1", _t("Jobdansk 1", "Jobdansk 1"), JOBDANSK, "KBH-01"),
    Preset("jobdansk_2", _t("Jobdansk 2", "Jobdansk 2"), JOBDANSK, "KBH-01"),
    Preset("jobdansk_3", _t("Jobdansk 3", "Jobdansk 3"), JOBDANSK_3, "KBH-01"),
    Preset(
        "job_school",
        _t("Jobskole", "Job school"),
        {
            "counts_as": "course",
            "has_attendance": True,
            "help": _t(
                "Trædesten til praktik eller småjob i brancher, der mangler folk. For den, der ellers ikke er i gang.",
                "A stepping stone to an internship or small job where people are wanted.",
            ),
            "asks": [_ask("industry", "Branche, der mangler folk", "Industry in want of people")],
            "outcomes": [
                INTERNSHIP,
                SMALL_JOB,
                JOB,
                IGU,
                _out("education", "Uddannelse", "Education", good=True),
                STOPPED,
            ],
            "due": [SAY_NEXT],
        },
        "VEJ-04",
    ),
    Preset(
        "small_job",
        _t("Småjob", "Small job"),
        {
            "counts_as": "work",
            "is_paid": True,
            "help": _t("Få lønnede timer, som kan blive til flere.", "A few paid hours that may become more."),
            "asks": [_ask("found_by", "Fundet af", "Found by"), AGREED_PAID, PAID_GOAL],
            "outcomes": [MORE_HOURS, JOB, IGU, _out("ended", "Sluttede", "Ended"), STOPPED],
        },
        "AAR-05",
    ),
    Preset(
        "part_time_job",
        _t("Ordinært deltidsjob", "Ordinary part-time job"),
        {
            "counts_as": "work",
            "is_paid": True,
            "help": _t(
                "Timerne stiger i trin, der er til at nå: fra deltid til fuld tid.",
                "Hours rise in steps that can be reached: from part to full time.",
            ),
            "asks": [AGREED_PAID, PAID_GOAL],
            "outcomes": [
                _out("full_time", "Blev til fuld tid", "Became full time", good=True),
                MORE_HOURS,
                IGU,
                _out("ended", "Sluttede", "Ended"),
                STOPPED,
            ],
        },
        "AAR-12",
    ),
    Preset(
        "exercise",
        _t("Motion og foreningsliv", "Exercise and clubs"),
        {
            "counts_as": "health",
            "has_attendance": True,
            "help": _t(
                "Træning og besøg i foreninger. Tal sammen bagefter, og skriv emnet ved fremmødet.",
                "Training and club visits. Talk afterwards, and note the theme with the attendance.",
            ),
            "asks": [_ask("club", "Forening eller hold", "Club or team")],
            "outcomes": [_out("goes_on", "Går selv videre i foreningen", "Goes on alone", good=True), DONE, STOPPED],
        },
        "HIL-09",
    ),
    Preset(
        "health_house",
        _t("Sundhedshus", "Health house"),
        {
            "counts_as": "health",
            "has_attendance": True,
            "help": _t("Henvisning til kommunens sundhedstilbud.", "Referral to the municipality's health offers."),
            "asks": [
                _ask("referred_on", "Henvist den", "Referred on", "date"),
                _ask("offer", "Tilbud", "Offer"),
            ],
            "outcomes": [DONE, STOPPED],
        },
        "SKI-07",
    ),
    Preset(
        "mentor",
        _t("Mentor på arbejdspladsen", "Mentor at the workplace"),
        {
            "counts_as": "support",
            "hours": "2",
            "has_attendance": True,
            "limit_months": 3,
            "limit_hours_a_week": "2",
            "help": _t("1–2 timer om ugen i højst 3 måneder.", "1–2 hours a week for at most 3 months."),
            "asks": [_ask("mentor", "Mentor", "Mentor"), PAID_MENTOR, GOALS],
            "outcomes": [_out("stands_alone", "Klarer sig uden mentor", "Manages alone", good=True), DONE, STOPPED],
            "due": [
                _due(
                    "mentor_max",
                    "Mentoren stopper efter 3 måneder",
                    "The mentor stops after 3 months",
                    "limit",
                    party="employer",
                )
            ],
        },
        "AAL-18",
    ),
    Preset(
        "mentor_open",
        _t("Mentor uden fast slutdato", "Mentor without a fixed end"),
        {
            "counts_as": "support",
            "has_attendance": True,
            "help": _t(
                "For borger og personale, for eksempel på et plejehjem, fra starten og så længe der er brug for det.",
                "For citizen and staff, such as at a nursing home, as long as it is needed.",
            ),
            "asks": [_ask("mentor", "Mentor", "Mentor"), PAID_MENTOR, GOALS],
            "outcomes": [_out("stands_alone", "Klarer sig uden mentor", "Manages alone", good=True), DONE, STOPPED],
        },
        "ODE-05",
    ),
    Preset(
        "language_buddy",
        _t("Sprogmakker", "Language buddy"),
        {
            "counts_as": "danish",
            "hours": "5",
            "has_attendance": True,
            "limit_weeks": 26,
            "limit_hours_a_week": "5",
            "limit_hours_in_all": "130",
            "help": _t(
                "En kollega frikøbes 5 timer om ugen i højst 26 uger, 130 timer i alt. Virksomheden søger SIRI.",
                "A colleague is freed 5 hours a week for at most 26 weeks, 130 hours. The firm applies to SIRI.",
            ),
            "asks": [
                _ask("buddy", "Sprogmakker", "Language buddy"),
                _ask("course_on", "Sprogmakkerkursus den", "Course taken on", "date"),
                _ask("applied_on", "Ansøgning sendt til SIRI", "Application sent to SIRI", "date"),
                _ask("grant", "Tilskud", "Grant", "choice"),
            ],
            "choices": {
                "grant": _choices(
                    ("asked", "Søgt", "Asked for"), ("granted", "Bevilget", "Granted"), ("refused", "Afslag", "Refused")
                )
            },
            "outcomes": [DONE, STOPPED],
            "due": [
                _due(
                    "buddy_application",
                    "Virksomheden søger SIRI om tilskud til sprogmakker",
                    "The firm applies to SIRI for the grant",
                    "start",
                    party="employer",
                ),
                _due(
                    "buddy_end", "Sprogmakkerens 26 uger slutter", "The buddy's 26 weeks end", "limit", -14, "employer"
                ),
            ],
        },
        "X-13",
    ),
    Preset(
        "workplace_danish",
        _t("Dansk på arbejdspladsen", "Danish at the workplace"),
        {
            "counts_as": "danish",
            "has_attendance": True,
            "help": _t(
                "Undervisning på arbejdspladsen, tilpasset opgaverne. Sprogplanen står i journalen.",
                "Teaching at the workplace, made for its tasks.",
            ),
            "asks": [
                _ask("school", "Sprogcenter og lærer", "Language school and teacher"),
                _ask("tailored", "Tilpasset til", "Made for"),
            ],
            "outcomes": [DONE, STOPPED],
        },
        "HIL-08",
    ),
    Preset(
        "family",
        _t("Familieindsats", "Family support"),
        {
            "counts_as": "family",
            "help": _t(
                "Tæller med i de krævede timer, som alle andre indsatser.",
                "Counts towards required hours like any other.",
            ),
            "asks": [_ask("provider", "Hvem hjælper", "Who helps")],
            "outcomes": [DONE, STOPPED],
        },
        "AAR-04",
    ),
    Preset(
        "social",
        _t("Social indsats eller frivilligt arbejde", "Social activity or voluntary work"),
        {
            "counts_as": "social",
            "help": _t(
                "Tæller med i de krævede timer, som alle andre indsatser.",
                "Counts towards required hours like any other.",
            ),
            "asks": [_ask("provider", "Hvem står for det", "Who runs it")],
            "outcomes": [DONE, STOPPED],
        },
        "AAR-04",
    ),
)

ACTIVITIES = Kind(
    KEY,
    _("Kinds of activity"),
    read,
    PRESETS,
    order=40,
    groups=(
        Group("asks", _("What it asks for"), kinds=ASK_TYPES),
        Group("outcomes", _("How it can end"), kinds=OUTCOME_KINDS),
    ),
    settings=(
        Setting("hours", _("Hours a week that are suggested")),
        Setting("limit_hours_a_week", _("At most so many hours a week")),
        Setting("limit_hours_in_all", _("At most so many hours in all")),
        Setting("limit_weeks", _("At most so many weeks")),
        Setting("limit_months", _("At most so many months")),
    ),
    what=_("What can be started with a citizen, what it asks for, its limits and how it can end."),
    old=_("Activities that have begun keep the kind they were started with."),
)
