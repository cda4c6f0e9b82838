from django.urls import include, path

from cases import document_views
from cases.attachments import views as attachments
from cases.chances import views as chances
from cases.course import views as course
from cases.drafts import views as drafts
from cases.duplicates import views as duplicates
from cases.handovers import views as handovers
from cases.journal import views as journal
from cases.language import views as language
from cases.looks import views as looks
from cases.profile import views as profile
from cases.protection import views as protection
from cases.saved_views import views as saved_views
from cases.sheets import views as sheets
from cases.views import agreements, cases, lists

of_all = [
    path("", lists.case_list, name="case_list"),
    path("kolonner/", lists.case_columns, name="case_columns"),
    path("hent.csv", lists.case_export, {"kind": "csv"}, name="case_export_csv"),
    path("hent.xlsx", lists.case_export, {"kind": "xlsx"}, name="case_export_xlsx"),
    path("maalgruppe/", chances.chance_list, name="chance_list"),
    path("maalgruppe/hent.csv", chances.chance_export, {"kind": "csv"}, name="chance_export_csv"),
    path("maalgruppe/hent.xlsx", chances.chance_export, {"kind": "xlsx"}, name="chance_export_xlsx"),
    path("valgte/", lists.case_bulk, name="case_bulk"),
    path("overdraget/<uuid:batch_id>/", handovers.handover_note, name="handover_note"),
    path("overdraget/<uuid:batch_id>/tilbage/", handovers.handover_take_back, name="handover_take_back"),
    path("visninger/", saved_views.view_list, name="view_list"),
    path("visninger/ny/", saved_views.view_new, name="view_new"),
    path("visninger/<uuid:view_id>/", saved_views.view_edit, name="view_edit"),
    path("visninger/<uuid:view_id>/slet/", saved_views.view_delete, name="view_delete"),
    path("soeg/", lists.case_search, name="case_search"),
    path("indlaes/", sheets.sheet_import, name="sheet_import"),
    path("indlaes/tomt-ark/", sheets.sheet_empty, name="sheet_empty"),
    path("indlaes/<uuid:import_id>/", sheets.sheet_result, name="sheet_result"),
    path("indlaes/<uuid:import_id>/gem/", sheets.sheet_save, name="sheet_save"),
    path("indlaes/<uuid:import_id>/laes-igen/", sheets.sheet_read_again, name="sheet_read_again"),
    path("indlaes/<uuid:import_id>/slet/", sheets.sheet_throw_away, name="sheet_throw_away"),
    path("indlaes/<uuid:import_id>/rettes/", sheets.sheet_corrected, name="sheet_corrected"),
    path("beskyttede/", protection.protected_cases, name="protected_cases"),
    path("beskyttede/<uuid:try_id>/set/", protection.protected_try_seen, name="protected_try_seen"),
    path("ny/", cases.case_new, name="case_new"),
]

of_one = [
    path("", cases.case_detail, name="case_detail"),
    path("beskyttelse/", protection.case_protect, name="case_protect"),
    path("beskyttelse/ophaev/", protection.protection_lift, name="protection_lift"),
    path("maal/", include("cases.goals.urls")),
    path("maalinger/", include("cases.scales.urls")),
    path("tjeklister/", include("cases.checklists.urls")),
    path("forloeb/", course.course_panel, name="course_panel"),
    path("visitation/ny/", course.visitation_new, name="visitation_new"),
    path("visitation/<uuid:visitation_id>/", course.visitation_edit, name="visitation_edit"),
    path("opmaerksomhed/ny/", course.issue_new, name="issue_new"),
    path("opmaerksomhed/<uuid:issue_id>/", course.issue_edit, name="issue_edit"),
    path("luk/", course.case_close, name="case_close"),
    path("genaabn/", course.case_reopen, name="case_reopen"),
    path("saml/", duplicates.case_merge, name="case_merge"),
    path("saml/<uuid:merge_id>/skil/", duplicates.merge_undo, name="merge_undo"),
    path("opslag/", looks.case_looks, name="case_looks"),
    path("begrundelse/", cases.case_reason, name="case_reason"),
    path("ret/", cases.case_edit, name="case_edit"),
    path("borger/", cases.citizen_edit, name="citizen_edit"),
    path("cpr/", cases.cpr_give, name="cpr_give"),
    path("cpr/vis/", cases.cpr_reveal, name="cpr_reveal"),
    path("maalgruppe/", cases.case_assess, name="case_assess"),
    path("aftale/", agreements.agreement_panel, name="agreement_panel"),
    path("aftale/ny/", agreements.agreement_new, name="agreement_new"),
    path("aftale/<uuid:agreement_id>/", agreements.agreement_edit, name="agreement_edit"),
    path("aftale/<uuid:agreement_id>/slut/", agreements.agreement_end, name="agreement_end"),
    path(
        "aftale/<uuid:agreement_id>/fortryd/",
        agreements.agreement_reopen,
        name="agreement_reopen",
    ),
    path(
        "dokumenter/<uuid:document_id>/",
        document_views.document_download,
        name="document_download",
    ),
    path(
        "dokumenter/<uuid:document_id>/tilstand/",
        document_views.document_state,
        name="document_state",
    ),
    path("journal/", journal.journal_panel, name="journal_panel"),
    path("journal/kladde/", journal.journal_draft, name="journal_draft"),
    path("journal/soeg/", journal.journal_search, name="journal_search"),
    path(
        "journal/filer/<uuid:attachment_id>/",
        attachments.attachment_download,
        name="attachment_download",
    ),
    path(
        "journal/filer/<uuid:attachment_id>/tilstand/",
        attachments.attachment_state,
        name="attachment_state",
    ),
    path("journal/<uuid:entry_id>/", journal.journal_entry, name="journal_entry"),
    path("journal/<uuid:entry_id>/vis/", journal.journal_reveal, name="journal_reveal"),
    path("journal/<uuid:entry_id>/ret/", journal.journal_correct, name="journal_correct"),
    path("journal/<uuid:entry_id>/tilbage/", journal.journal_take_back, name="journal_take_back"),
    path("sprogplan/", language.language_panel, name="language_panel"),
    path("sprogplan/ny/", language.language_plan_new, name="language_plan_new"),
    path(
        "sprogplan/<uuid:language_plan_id>/ret/",
        language.language_plan_edit,
        name="language_plan_edit",
    ),
    path(
        "sprogplan/<uuid:language_plan_id>/underskrift/",
        language.language_plan_sign,
        name="language_plan_sign",
    ),
    path(
        "sprogplan/<uuid:language_plan_id>/gang/",
        language.language_session_new,
        name="language_session_new",
    ),
    path(
        "sprogplan/<uuid:language_plan_id>/pdf/",
        language.language_document_ask,
        name="language_document_ask",
    ),
    path("profil/", profile.profile_panel, name="profile_panel"),
    path("profil/ret/", profile.profile_edit, name="profile_edit"),
    path("profil/samtykke/", profile.cv_consent_new, name="cv_consent_new"),
    path("profil/samtykke/tilbage/", profile.cv_consent_withdraw, name="cv_consent_withdraw"),
    path("profil/givet/", profile.cv_share_new, name="cv_share_new"),
    path("profil/cv/", profile.cv_ask, name="cv_ask"),
]

urlpatterns = [  # from the top, one after the other: what is asked for most stands first
    path("sager/<uuid:case_id>/", include(of_one)),
    path("sager/", include(of_all)),
    path("", include("cases.activities.urls")),
    path("", include("cases.signals.urls")),
    path("skabeloner/", include("cases.definitions.urls")),
    path("opslag/", looks.log_review, name="log_review"),
    path("opslag/stikproeve/", looks.log_sample, name="log_sample"),
    path("opslag/<uuid:look_id>/spoerg/", looks.look_ask, name="look_ask"),
    path("opslag/svar/<uuid:review_id>/luk/", looks.look_close, name="look_close"),
    path("mine-opslag/", looks.own_looks, name="own_looks"),
    path("mine-opslag/<uuid:review_id>/", looks.look_answer, name="look_answer"),
    path("kladde/", drafts.draft_open, name="draft_open"),
]
