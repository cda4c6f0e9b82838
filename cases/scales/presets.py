"""The scales that ship with the system. Where a practice names no words or steps, they are ours."""

from cases.definitions.kinds import Preset
from cases.definitions.lines import line

AGREE = [
    line("1", "Slet ikke", "Not at all"),
    line("2", "Lidt", "A little"),
    line("3", "Noget", "Somewhat"),
    line("4", "Meget", "A lot"),
    line("5", "Helt", "Completely"),
]
READY = [
    line("no", "Ikke endnu", "Not yet"),
    line("on_the_way", "På vej", "On the way"),
    line("yes", "Klar", "Ready"),
]

PRESETS = (
    Preset(
        "five_statements",
        {"da": "De fem udsagn", "en": "The five statements"},
        {
            "lines": [
                line("health", "Mit helbred er godt nok til at arbejde", "My health is good enough to work"),
                line("energy", "Jeg har energi i hverdagen", "I have energy in my everyday life"),
                line(
                    "idea",
                    "Jeg har en idé om, hvilket job eller hvilken uddannelse der passer til mig",
                    "I have an idea of which job or education suits me",
                ),
                line("belief", "Jeg tror på, at jeg kan klare et job", "I believe that I can manage a job"),
                line("knowing", "Jeg ved, hvad jeg skal gøre for at komme i job", "I know what to do to get a job"),
            ],
            "steps": AGREE,
            "every_months": 3,
            "respondents": ["together", "citizen"],
        },
        "HIL-01",
    ),
    Preset(
        "progression_ladder",
        {"da": "Progressionstrappen", "en": "The progression ladder"},
        {
            "lines": [line("step", "Hvor på trappen står borgeren?", "Where on the ladder does the citizen stand?")],
            "steps": [
                line("1", "Skal i gang", "Getting started"),
                line("2", "Aktiv med støtte", "Active with support"),
                line("3", "Møder stabilt", "Attends steadily"),
                line("4", "Virksomhedspraktik", "Internship"),
                line("5", "Løntimer", "Paid hours"),
                line("6", "Job, IGU eller uddannelse", "Job, IGU or education"),
            ],
            "every_months": 0,
            "respondents": ["municipality", "together"],
            "leads_to": "individual_plan",
        },
        "VEJ-01",
    ),
    Preset(
        "match_factors",
        {"da": "De fire succesfaktorer", "en": "The four factors of success"},
        {
            "lines": [
                line("match", "Match: kemien og opgaverne passer", "Match: the chemistry and the tasks fit"),
                line(
                    "effort",
                    "Lidt fravær, god indstilling og motivation",
                    "Little absence, a good attitude and motivation",
                ),
                line("resources", "Virksomheden sætter tid og folk af", "The firm sets time and people aside"),
                line("follow_up", "Opfølgningen er grundig", "The follow-up is thorough"),
                line("absence_days", "Fraværsdage i forpraktikken", "Days of absence in the trial", "number"),
            ],
            "steps": [line("no", "Nej", "No"), line("partly", "Delvist", "Partly"), line("yes", "Ja", "Yes")],
            "every_months": 0,
            "respondents": ["municipality", "employer", "citizen"],
        },
        "FRB-04",
    ),
    Preset(
        "danish_skills",
        {"da": "Dansk på arbejdspladsen", "en": "Danish at work"},
        {
            "lines": [
                line("listening", "Forstår talt dansk", "Understands spoken Danish"),
                line("conversation", "Taler med andre", "Talks with others"),
                line("reading", "Læser", "Reads"),
                line("writing", "Skriver", "Writes"),
                line("trade_words", "Fagets ord", "The words of the trade"),
                line("wishes", "Ønsker fra borger og virksomhed", "Wishes of citizen and firm", "text"),
                line("plan", "Plan for sprogarbejdet", "Plan for the work on language", "text"),
                line("sessions", "Gange med sprogkonsulenten", "Sessions with the language consultant", "number"),
            ],
            "steps": [
                line("0", "Før A1", "Before A1"),
                line("a1", "A1", "A1"),
                line("a2", "A2", "A2"),
                line("b1", "B1", "B1"),
                line("b2", "B2", "B2"),
            ],
            "every_months": 0,
            "respondents": ["municipality", "together", "employer"],
        },
        "ODE-18",
    ),
    Preset(
        "danish_education",
        {"da": "Danskuddannelse og prøver", "en": "Danish education and tests"},
        {
            "lines": [
                line("track", "Danskuddannelse", "Danish education"),
                line("module", "Modul", "Module", "number"),
                line("pd1", "Prøve i Dansk 1 bestået", "Danish test 1 passed", "date"),
                line("pd2", "Prøve i Dansk 2 bestået", "Danish test 2 passed", "date"),
                line("pd3", "Prøve i Dansk 3 bestået", "Danish test 3 passed", "date"),
            ],
            "steps": [line("du1", "DU1", "DU1"), line("du2", "DU2", "DU2"), line("du3", "DU3", "DU3")],
            "every_months": 0,
            "respondents": ["school", "municipality"],
        },
        "AAL-28",
    ),
    Preset(
        "education_readiness",
        {"da": "Klar til ordinær uddannelse", "en": "Ready for ordinary education"},
        {
            "lines": [
                line("danish", "Dansk nok til undervisningen", "Enough Danish for the teaching"),
                line("maths", "Matematik nok til undervisningen", "Enough maths for the teaching"),
                line("attendance", "Møder stabilt", "Attends steadily"),
                line("knows", "Kender uddannelsen og faget", "Knows the education and the trade"),
                line("wants", "Vil det selv", "Wants it"),
                line("everyday", "Økonomi, børn og transport hænger sammen", "Money, children and transport work out"),
            ],
            "steps": READY,
            "every_months": 0,
            "respondents": ["municipality", "together", "school"],
            "leads_to": "job_or_education",
        },
        "ODE-22",
    ),
    Preset(
        "school_screening",
        {"da": "Screening ved SOSU-skolens vejleder", "en": "Screening by the adviser of the care school"},
        {
            "lines": [
                line("ready", "Klar til uddannelsen", "Ready for the education"),
                line("reason", "Hvad der mangler", "What is missing", "text"),
                line("apply_on", "Søger optagelse", "Applies on", "date"),
            ],
            "steps": READY,
            "every_months": 0,
            "respondents": ["school"],
        },
        "SIL-06",
    ),
    Preset(
        "closing_evaluation",
        {"da": "Afsluttende evaluering", "en": "Closing evaluation"},
        {
            "lines": [
                line("hoped", "Forløbet blev, som jeg håbede", "The programme became what I hoped for"),
                line("again", "Jeg ville gøre det igen", "I would do it again"),
                line("went_well", "Hvad gik godt?", "What went well?", "text"),
                line("next_time", "Hvad gør vi anderledes næste gang?", "What do we do differently next time?", "text"),
            ],
            "steps": AGREE,
            "every_months": 0,
            "respondents": ["citizen", "employer", "municipality"],
        },
        "X-14",
    ),
    Preset(
        "workers_belief",
        {"da": "Medarbejderens tro på borgeren", "en": "The worker's belief in the citizen"},
        {
            "lines": [line("belief", "Jeg tror på, at borgeren kommer i job", "I believe that the citizen gets a job")],
            "steps": AGREE,
            "every_months": 3,
            "respondents": ["municipality"],
        },
    ),
    Preset(
        "well_being",
        {"da": "Trivsel og selvværd", "en": "Well-being and self-worth"},
        {
            "lines": [
                line("well_being", "Jeg har det godt", "I am well"),
                line("self_worth", "Jeg er noget værd for andre", "I am worth something to others"),
            ],
            "steps": AGREE,
            "every_months": 3,
            "respondents": ["together", "citizen"],
        },
    ),
)
