"""The goal areas and branch plans that ship with the system; their goals are ours, the areas are the practices'."""

from cases.definitions.kinds import Preset
from cases.definitions.lines import line


def area(key: str, source: str, da: str, en: str, *lines: dict) -> Preset:
    return Preset(key, {"da": da, "en": en}, {"lines": list(lines)}, source)


PRESETS = (
    area(
        "job_or_education",
        "SIL-09",
        "Job eller uddannelse efter IGU",
        "Job or education after the IGU",
        line("stay", "Ordinært job på arbejdspladsen", "An ordinary job at the workplace"),
        line("other_job", "Ordinært job et andet sted", "An ordinary job somewhere else"),
        line("education", "Optaget på en erhvervsuddannelse", "Admitted to a vocational education"),
    ),
    area(
        "trade_skills",
        "ODE-06",
        "Faglige færdigheder",
        "Trade skills",
        line("alone", "Løser de daglige opgaver alene", "Does the daily tasks alone"),
        line("quality", "Ser selv, når opgaven er god nok", "Sees when the work is good enough"),
    ),
    area(
        "experience",
        "ODE-06",
        "Erfaring",
        "Experience",
        line("functions", "Har prøvet alle funktioner i afdelingen", "Has tried all functions of the department"),
        line("busy_day", "Har klaret en travl dag", "Has managed a busy day"),
    ),
    area(
        "confidence",
        "ODE-06",
        "Tro på egne evner",
        "Confidence",
        line("asks", "Spørger, når noget er uklart", "Asks when something is unclear"),
        line("says_no", "Siger til, når der er for meget", "Speaks up when it is too much"),
    ),
    area(
        "work_community",
        "ODE-06",
        "At begå sig i arbejdsfællesskabet",
        "Acting in a work community",
        line("breaks", "Er med i pausen og taler med kolleger", "Joins the break and talks with colleagues"),
        line("calls_in", "Melder sig syg efter reglerne", "Reports sick by the rules"),
    ),
    area(
        "individual_plan",
        "VEJ-02",
        "Personlig plan efter screening",
        "Individual plan after the screening",
        line("next_step", "Næste trin på trappen", "The next step of the ladder"),
        line("in_the_way", "Det, der står i vejen, er taget hånd om", "What stands in the way is dealt with"),
        line("active", "Er i gang hver uge", "Is active every week"),
    ),
    area(
        "branch_care",
        "FND-07",
        "Brancheplan: pleje og omsorg",
        "Branch plan: care",
        line("hygiene", "Følger reglerne for hygiejne", "Follows the rules of hygiene"),
        line("lifting", "Flytter borgere sikkert", "Moves people safely"),
        line("meals", "Hjælper ved måltider", "Helps at meals"),
        line("notes", "Skriver en kort besked i journalen", "Writes a short note in the record"),
        line("talk", "Taler med beboere og pårørende", "Talks with residents and their families"),
    ),
    area(
        "branch_cleaning",
        "FND-07",
        "Brancheplan: rengøring",
        "Branch plan: cleaning",
        line("chemicals", "Doserer og bruger midlerne sikkert", "Doses and uses chemicals safely"),
        line("machines", "Bruger gulvvaskemaskinen", "Uses the floor machine"),
        line("ergonomics", "Arbejder med gode stillinger", "Works in good positions"),
        line("customer", "Tager imod en besked fra kunden", "Takes a message from the customer"),
    ),
    area(
        "branch_kitchen",
        "FND-07",
        "Brancheplan: køkken",
        "Branch plan: kitchen",
        line("self_control", "Udfylder egenkontrol", "Fills in the self-control"),
        line("allergies", "Kender allergener", "Knows allergens"),
        line("cold", "Laver koldt køkken alene", "Makes the cold kitchen alone"),
        line("serving", "Serverer og rydder af", "Serves and clears"),
    ),
    area(
        "branch_retail",
        "FND-07",
        "Brancheplan: butik",
        "Branch plan: retail",
        line("goods", "Sætter varer op og tjekker datoer", "Fills shelves and checks dates"),
        line("till", "Betjener kassen", "Works at the till"),
        line("service", "Hjælper en kunde på dansk", "Helps a customer in Danish"),
    ),
    area(
        "branch_warehouse",
        "FND-07",
        "Brancheplan: lager og transport",
        "Branch plan: warehouse and transport",
        line("truck", "Har truckcertifikat", "Has a forklift licence"),
        line("picking", "Plukker en ordre uden fejl", "Picks an order without mistakes"),
        line("safety", "Kender sikkerhedsreglerne", "Knows the safety rules"),
    ),
    area(
        "branch_construction",
        "FND-07",
        "Brancheplan: bygge og anlæg",
        "Branch plan: construction",
        line("tools", "Bruger håndværktøj sikkert", "Uses hand tools safely"),
        line("drawing", "Læser en enkel tegning", "Reads a simple drawing"),
        line("safety", "Kender sikkerhedsreglerne", "Knows the safety rules"),
    ),
    area(
        "branch_industry",
        "FND-07",
        "Brancheplan: industri",
        "Branch plan: manufacturing",
        line("machine", "Betjener en maskine alene", "Runs a machine alone"),
        line("quality", "Kontrollerer kvaliteten", "Checks the quality"),
        line("shift", "Giver besked ved skifteholdet", "Hands over at the change of shift"),
    ),
)
