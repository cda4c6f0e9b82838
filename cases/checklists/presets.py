"""The checklists that ship with the system."""

from cases.definitions.kinds import Preset
from cases.definitions.lines import line

PRESETS = (
    Preset(
        "run_up",
        {"da": "Emner i forløbet før IGU", "en": "Topics of the run-up"},
        {
            "lines": [
                line("rights", "Rettigheder", "Rights"),
                line("labour_market", "Tilknytning til arbejdsmarkedet", "Ties to the labour market"),
                line("rules", "Skrevne og uskrevne regler", "Written and unwritten rules"),
                line("internships", "Hvad praktik er godt for", "What internships are good for"),
                line("igu", "IGU som vej", "IGU as a way"),
                line("society", "Samfundet", "Society"),
                line("parents", "Forældre på arbejdsmarkedet", "Working parents"),
                line("fund", "A-kasse", "Unemployment fund"),
                line("economy", "Økonomi", "Economy"),
                line("budget", "Budget", "Budget"),
                line("social_control", "Negativ social kontrol", "Negative social control"),
                line("health", "Krop og sundhed", "Body and health"),
            ]
        },
        "ODE-07",
    ),
    Preset(
        "start_meeting",
        {"da": "Startmøde", "en": "Start meeting"},
        {
            "lines": [
                line("length", "Forløbets længde", "The length of the programme"),
                line(
                    "deadlines",
                    "Frister",
                    "Deadlines",
                ),
                line("content", "Indhold: arbejde og de 23 uger", "Content: work and the 23 weeks"),
                line("buddy", "Sprogmakker", "Language buddy"),
                line(
                    "unions",
                    "Fagforeningernes sider om løn og vilkår er vist",
                    "Unions' pages on pay are shown",
                ),
            ]
        },
        "AAL-11 AAL-14",
    ),
    Preset(
        "expectations",
        {"da": "Forventninger fra begge sider", "en": "Expectations on both sides"},
        {
            "lines": [
                line(
                    "supply",
                    "Kurser passer måske ikke til ønskerne",
                    "Courses may not match the wishes",
                ),
                line("presence", "Fravær og fremmøde", "Absence and presence"),
                line("pace", "Tempo", "Pace"),
                line("safety", "Sikkerhed", "Safety"),
                line("payslip", "At læse sin lønseddel", "Reading the payslip"),
                line("unwritten", "Uskrevne regler", "Unwritten rules"),
            ],
            "parties": ["citizen", "employer"],
        },
        "AAL-13 AAL-19",
    ),
    Preset(
        "employees_heard",
        {"da": "Medarbejderne er hørt", "en": "The employees are heard"},
        {
            "lines": [
                line("informed", "Medarbejderne er orienteret om IGU", "The employees are informed of the IGU"),
                line("heard", "Medarbejderne er hørt", "The employees are heard"),
            ]
        },
        "SIR-10",
    ),
    Preset(
        "language_situations",
        {"da": "Situationer at træne på dansk", "en": "Situations to train in Danish"},
        {
            "lines": [
                line("tasks", "Ord til opgaverne", "Words for the tasks"),
                line("colleagues", "Pausesprog med kolleger", "Break language with colleagues"),
                line("customers", "Tale med kunder", "Talking with customers"),
                line("children", "Tale med børn", "Talking with children"),
                line("parents", "Tale med forældre", "Talking with parents"),
                line("instructions", "Tage imod instruktioner", "Taking instructions"),
                line("repeat", "Bede om at få gentaget", "Asking to hear it again"),
                line("meetings", "Møder", "Meetings"),
                line("sentences", "Hele sætninger", "Whole sentences"),
            ]
        },
        "ODE-19",
    ),
    Preset(
        "pre_end",
        {"da": "Tre måneder før slut", "en": "Three months before the end"},
        {
            "lines": [
                line("hours", "De 851 tællende timer nås", "The 851 counted hours will be reached"),
                line("proof", "Beviser fra kurserne er samlet", "The proofs of the courses are collected"),
                line("writer", "Hvem skriver IGU-beviset", "Who writes the certificate"),
                line("date", "Dag for udlevering af beviset", "The day the certificate is handed over"),
                line("next", "Job eller uddannelse bagefter", "Job or education afterwards"),
            ]
        },
        "AAL-20",
    ),
)
