"""The tab of activities and the pages behind it."""

import datetime as dt
from decimal import Decimal

import pytest
from django.urls import reverse
from django.utils import timezone

from cases import models
from cases.activities import services, steps
from cases.activities.rules import Slot, Step
from igu.accounts.tenancy import acting_for

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("every_read_is_logged")]
TYPED = {"start_on": "02-11-2026", "end_on": "", "where": "", "place": "Køkkenet", "contact": "", "contact_phone": ""}


@pytest.fixture
def as_anna(client, anna):
    client.force_login(anna.user)
    return client


@pytest.fixture
def panel(case):
    return reverse("activities_panel", args=[case.id])


def page_of(activity, name="activity_detail"):
    return reverse(name, args=[activity.case_id, activity.id])


def only(model, municipality):
    with acting_for(municipality.id):
        return model.objects.get()


def test_the_tab_says_what_to_do_when_it_is_empty(as_anna, panel):
    page = as_anna.get(panel).text

    assert "Ingen indsatser endnu" in page
    assert "Ny indsats" in page


def test_kinds_are_chosen_from_what_the_municipality_uses(as_anna, case):
    page = as_anna.get(reverse("activity_new", args=[case.id])).text

    for name in ("Forforløb", "Prøvepraktik, 4 uger", "Jobdansk 3", "Jobskole", "Sprogmakker", "Sundhedshus"):
        assert name in page


def test_an_activity_is_started_with_its_hours_and_what_its_kind_asks(as_anna, aalborg, case):
    url = reverse("activity_new", args=[case.id]) + "?slags=mentor"

    answer = as_anna.post(
        url, TYPED | {"hours": "1,5", "ask_mentor": "Per Holst", "ask_mentor_paid": "no"}, follow=True
    )

    activity = only(models.Activity, aalborg)
    assert activity.facts == {"mentor": "Per Holst", "mentor_paid": "no"}
    assert [step.hours for step in steps.steps_of(activity.planned)] == [Decimal("1.5")]
    assert "Mentor på arbejdspladsen" in answer.text
    assert "Per Holst" in answer.text
    assert "01-02-2027" in answer.text  # the last day that three months allow


NASTY = [
    "31-12-9999",
    "01-01-0001",
    "'; DROP TABLE",
    "\x00",
    "²",
    "-1",
    "1e9",
    "NaN",
    "😀" * 300,
    "<script>",
    "30-02-2026",
]


@pytest.mark.parametrize("nasty", NASTY)
def test_bad_input_is_refused_in_words_and_nothing_is_half_saved(as_anna, aalborg, case, start, nasty):
    mentor = start("mentor", start_on=dt.date(2026, 9, 1))
    with acting_for(aalborg.id):
        before = models.Activity.objects.values().get()
    posts = {
        reverse("activity_new", args=[case.id]) + "?slags=language_buddy": [
            "start_on",
            "hours",
            "ask_course_on",
            "where",
        ],
        page_of(mentor, "activity_edit"): ["start_on", "end_on", "version", "where"],
        page_of(mentor, "activity_end"): ["end_on", "outcome"],
        page_of(mentor, "activity_hours"): ["from_on", "hours", "aim", "by", "weeks", "what"],
        page_of(mentor, "activity_timetable"): ["weekdays", "from_at", "to_at", "way"],
        page_of(mentor, "attendance_week"): ["d0-presence", "d0-hours"],
        reverse("required_hours", args=[case.id]): ["ground", "from_on", "hours"],
        reverse("absence_new", args=[case.id]): ["cause", "from_on", "to_on", "contacted_on"],
    }

    for url, names in posts.items():
        answer = as_anna.post(url, dict.fromkeys(names, nasty))
        assert answer.status_code == 422, (url, nasty)

    with acting_for(aalborg.id):
        assert models.Activity.objects.values().get() == before
        for model in (models.Absence, models.RequiredHours, models.Attendance):
            assert model.objects.count() == 0


def test_a_kind_that_is_not_there_is_404(as_anna, case):
    assert as_anna.get(reverse("activity_new", args=[case.id]) + "?slags=yoga").status_code == 404


def test_what_was_typed_stays_when_it_is_refused(as_anna, aalborg, case):
    url = reverse("activity_new", args=[case.id]) + "?slags=internship"

    answer = as_anna.post(url, TYPED | {"end_on": "01-10-2026"})

    assert answer.status_code == 422
    assert 'value="Køkkenet"' in answer.text
    with acting_for(aalborg.id):
        assert models.Activity.objects.count() == 0


def test_a_place_is_a_firm_or_one_of_its_workplaces(as_anna, anna, aalborg, case, make_employer):
    firm = make_employer(anna)
    with acting_for(aalborg.id):
        workplace = models.Activity._meta.get_field("workplace").related_model.objects.create(
            municipality=aalborg, employer=firm, p_number="1000000001", name="Vestbyen"
        )
    url = reverse("activity_new", args=[case.id]) + "?slags=internship"

    as_anna.post(url, TYPED | {"where": f"{firm.id}:{workplace.id}", "area": "køkken"})

    activity = only(models.Activity, aalborg)
    assert (activity.employer_id, activity.workplace_id, activity.area) == (firm.id, workplace.id, "køkken")


def test_a_firm_of_another_municipality_cannot_be_chosen(as_anna, carla, case, make_employer):
    foreign = make_employer(carla)
    url = reverse("activity_new", args=[case.id]) + "?slags=internship"

    assert as_anna.post(url, TYPED | {"where": f"{foreign.id}:"}).status_code == 422


def test_two_who_change_the_same_activity_both_keep_their_words(as_anna, start):
    internship = start("internship", facts={"paid_goal": "5 timer"})
    url = page_of(internship, "activity_edit")
    as_anna.post(url, TYPED | {"version": 1, "ask_paid_goal": "8 timer"})

    answer = as_anna.post(url, TYPED | {"version": 1, "place": "Haven", "ask_paid_goal": "10 timer"})

    assert answer.status_code == 409
    assert "8 timer" in answer.text
    assert 'value="Haven"' in answer.text
    assert "10 timer" in answer.text


def test_an_internship_that_ends_in_a_job_asks_whether_igu_was_talked_about(as_anna, aalborg, start):
    internship = start("internship")
    url = page_of(internship, "activity_end")
    typed = {"version": 1, "outcome": "job", "end_on": "20-11-2026", "conclusion": "Ansat 20 timer."}

    refused = as_anna.post(url, typed)
    assert refused.status_code == 422
    assert "Skriv, om IGU er drøftet" in refused.text

    as_anna.post(url, typed | {"igu_talk": "no_igu"})
    activity = only(models.Activity, aalborg)
    assert (activity.outcome, activity.facts["igu_talk"]) == ("job", "no_igu")


def test_a_trial_internship_that_ends_well_leads_on_to_the_agreement(as_anna, start, make_employer, anna):
    firm = make_employer(anna)
    trial = start("trial_internship", employer_id=firm.id)
    typed = {"version": 1, "end_on": "20-11-2026", "conclusion": ""}
    way_on = f"{reverse('agreement_new', args=[trial.case_id])}?virksomhed={firm.id}"

    before = as_anna.get(page_of(trial)).text
    after = as_anna.post(page_of(trial, "activity_end"), typed | {"outcome": "go"}, follow=True)
    page = as_anna.get(page_of(trial)).text

    assert (way_on in before, after.status_code, way_on in page) == (False, 200, True)


def test_what_is_no_job_asks_nothing(as_anna, aalborg, start):
    school = start("job_school")
    typed = {"version": 1, "outcome": "education", "end_on": "20-11-2026", "conclusion": ""}

    as_anna.post(page_of(school, "activity_end"), typed)

    assert only(models.Activity, aalborg).outcome == "education"


def test_hours_rise_in_steps_and_are_shown_with_their_numbers(as_anna, aalborg, start, panel):
    begun = timezone.localdate() - dt.timedelta(weeks=6)
    job = start("part_time_job", start_on=begun)
    typed = {"what": "planned", "from_on": f"{begun:%d-%m-%Y}", "hours": "10", "aim": "30", "by": "10", "weeks": "2"}

    as_anna.post(page_of(job, "activity_hours"), typed)

    kept = steps.steps_of(only(models.Activity, aalborg).planned)
    assert [(step.hours, step.paid) for step in kept] == [(10, 10), (20, 20), (30, 30)]
    page = as_anna.get(panel).text
    assert "Tal i tabel" in page
    assert "Timer om ugen er steget" in page


def test_a_rise_without_its_step_is_asked_for(as_anna, start):
    answer = as_anna.post(
        page_of(start("part_time_job"), "activity_hours"),
        {"what": "planned", "from_on": "01-09-2026", "hours": "10", "aim": "30"},
    )

    assert answer.status_code == 422
    assert "hvert trin er" in answer.text


def test_a_step_is_removed(as_anna, aalborg, start):
    job = start("part_time_job", hours=Decimal(10))

    as_anna.post(page_of(job, "activity_step_remove"), {"hvad": "planned", "fra": "2026-09-01"})
    as_anna.post(page_of(job, "activity_step_remove"), {"hvad": "planned", "fra": "in May"})

    assert only(models.Activity, aalborg).planned == []


def test_a_week_of_attendance_is_noted_at_once(as_anna, aalborg, start):
    course = start("run_up_course")
    url = page_of(course, "attendance_week") + "?uge=2026-W47"
    typed = {"d0-presence": "present", "d0-hours": "2", "d0-about": "A-kasse", "d1-presence": "absent"}

    as_anna.post(url, typed)
    page = as_anna.get(page_of(course)).text

    assert "Til stede 1 af 2 dage (50 %), 2 timer." in page
    assert "A-kasse" in page


def test_a_day_without_hours_keeps_the_whole_week_unsaved(as_anna, aalborg, start):
    course = start("run_up_course")
    url = page_of(course, "attendance_week") + "?uge=2026-W47"

    answer = as_anna.post(url, {"d0-presence": "present", "d1-presence": "present", "d1-hours": "2"})

    assert answer.status_code == 422
    with acting_for(aalborg.id):
        assert models.Attendance.objects.count() == 0


@pytest.mark.parametrize("week", ["2026-W60", "x", "0000-W01", "9999-W52", "2026-W", "-W"])
def test_a_week_that_does_not_exist_shows_this_one(as_anna, start, week):
    url = page_of(start("run_up_course"), "attendance_week")

    assert as_anna.get(url, {"uge": week}).status_code == 200


def test_gaps_and_clashes_of_the_week_are_said_in_words(as_anna, anna, aalborg, start, panel):
    course, job = start("run_up_course"), start("small_job", place="Bageren")
    with acting_for(aalborg.id):
        services.note_slots(anna.actor, activity=course, slots=[Slot(day, 480, 660) for day in range(4)])
        services.note_slots(anna.actor, activity=job, slots=[Slot(0, 840, 960, 30), Slot(1, 670, 800, 40)])

    page = as_anna.get(panel).text

    assert "Mandag: 150 minutters hul mellem Forforløb og Småjob." in page
    assert "Tirsdag: 30 minutter for lidt til vejen fra Forforløb til Småjob." in page
    assert "Fredag: intet." in page


def test_times_are_put_on_several_days_at_once_and_taken_out(as_anna, aalborg, start):
    course = start("run_up_course")
    typed = {"weekdays": ["0", "2"], "from_at": "8.30", "to_at": "12:00", "way": "25"}

    as_anna.post(page_of(course, "activity_timetable"), typed)
    assert steps.slots_of(only(models.Activity, aalborg).timetable) == [Slot(0, 510, 720, 25), Slot(2, 510, 720, 25)]

    as_anna.post(page_of(course, "activity_slot_remove"), {"tid": "0-510"})
    as_anna.post(page_of(course, "activity_slot_remove"), {"tid": "nothing"})
    assert steps.slots_of(only(models.Activity, aalborg).timetable) == [Slot(2, 510, 720, 25)]


def test_what_counts_is_shown_by_kind_against_what_is_required(as_anna, anna, aalborg, case, start, panel):
    for key, hours in (("internship", 15), ("family", 3), ("exercise", 2)):
        start(key, hours=Decimal(hours))
    as_anna.post(
        reverse("required_hours", args=[case.id]),
        {"ground": "activity_ready", "from_on": "01-09-2026", "hours": "10", "aim": "25", "by": "15", "weeks": "4"},
    )

    page = as_anna.get(panel).text

    assert "af 25 timer" in page
    assert "5 mangler" in page
    for kind in ("Praktik", "Familie", "Helbred"):
        assert f'<th scope="row">{kind}</th>' in page


def test_all_hours_are_required_at_once_where_no_ramp_is_written(as_anna, aalborg, case):
    as_anna.post(reverse("required_hours", args=[case.id]), {"ground": "job_ready", "from_on": "01-09-2026"})
    assert only(models.RequiredHours, aalborg).hours == 37

    answer = as_anna.post(reverse("required_hours", args=[case.id]), {"ground": "individual", "from_on": "01-10-2026"})
    assert answer.status_code == 422

    as_anna.post(reverse("required_hours_remove", args=[case.id]), {"fra": "2026-09-01"})
    with acting_for(aalborg.id):
        assert models.RequiredHours.objects.count() == 0


def test_several_activities_stand_on_one_axis_and_in_the_picture_of_two_years(as_anna, start, panel):
    for key in ("internship", "mentor", "language_buddy"):
        start(key)

    page = as_anna.get(panel).text

    assert page.count('class="effort-bar"') == 3
    assert page.count('class="tl-activity" x=') >= 3  # in the timeline of the case


def test_a_run_up_stands_before_the_work_in_the_picture(as_anna, anna, case, start, make_agreement):
    make_agreement(anna, case)
    start("trial_internship", start_on=dt.date(2026, 2, 2), end_on=dt.date(2026, 3, 1))

    page = as_anna.get(reverse("case_detail", args=[case.id])).text

    assert 'class="tl-runup"' in page


def test_the_hours_of_the_agreement_count_and_are_paid(as_anna, anna, case, start, make_agreement, panel):
    agreement = make_agreement(anna, case, hours_per_week=Decimal(29))
    start("exercise", start_on=dt.date(2026, 9, 1))

    tab = as_anna.get(panel).context["tab"]

    assert (tab.week.counted, tab.week.paid) == (29, 29)
    assert [row[3:5] for row in tab.hours.rows][-1] == ["29", "29"]
    with acting_for(case.municipality_id):
        type(agreement).objects.update(ending="never_started", ended_on=agreement.start_on)
    assert as_anna.get(panel).context["tab"].week.counted == 0


def test_limits_are_told_and_forbid_nothing(as_anna, anna, aalborg, start, panel):
    mentor = start("mentor", start_on=dt.date(2026, 6, 1))
    with acting_for(aalborg.id):
        services.note_steps(anna.actor, activity=mentor, is_planned=True, noted=[Step(dt.date(2026, 6, 1), Decimal(4))])

    page = as_anna.get(panel).text

    assert "Skulle være slut 31-08-2026" in page
    assert "Mere end 2 timer om ugen" in page


def test_the_hours_of_the_language_buddy_are_counted_of_130(as_anna, anna, aalborg, start, panel):
    buddy = start("language_buddy")
    day = {"held_on": dt.date(2026, 9, 2), "presence": "present", "hours": Decimal(5), "about": ""}
    with acting_for(aalborg.id):
        services.note_attendance(anna.actor, activity=buddy, days=[day])

    assert "5 af 130 timer" in as_anna.get(panel).text


@pytest.mark.parametrize("count", [1, 20])
def test_the_tab_asks_the_database_few_things(
    as_anna, anna, aalborg, case, start, make_agreement, panel, count, django_assert_max_num_queries
):
    make_agreement(anna, case)
    for number in range(count):
        activity = start("internship", start_on=dt.date(2026, 3, 2) + dt.timedelta(weeks=number), hours=Decimal(5))
        day = {"held_on": activity.start_on, "presence": "present", "hours": Decimal(2), "about": ""}
        with acting_for(aalborg.id):
            services.note_attendance(anna.actor, activity=activity, days=[day])
            services.note_absence(
                anna.actor, case=case, cause="sickness", from_on=activity.start_on, to_on=activity.start_on
            )

    with django_assert_max_num_queries(14):
        assert as_anna.get(panel, headers={"HX-Request": "true"}).status_code == 200


def test_an_activity_is_found_only_through_its_own_case(as_anna, anna, make_case, start):
    other = make_case(anna, last_name="Omar")
    activity = start("internship")

    assert as_anna.get(reverse("activity_detail", args=[other.id, activity.id])).status_code == 404


def test_consultants_read_and_do_not_write(client, person, aalborg, start, case):
    kai = person("kai@igu.test", aalborg, "consultant")
    activity = start("internship")
    client.force_login(kai.user)
    client.post(reverse("case_reason", args=[case.id]), {"reason": "together"})

    assert client.get(page_of(activity)).status_code == 200
    assert client.get(page_of(activity, "activity_edit")).status_code == 404
