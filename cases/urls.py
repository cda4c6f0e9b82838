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

urlpatterns = [
    path("", include("cases.activities.urls")),
    path("", include("cases.signals.urls")),
    path("sager/", lists.case_list, name="case_list"),
    path("sager/kolonner/", lists.case_columns, name="case_columns"),
    path("sager/hent.csv", lists.case_export, {"kind": "csv"}, name="case_export_csv"),
    path("sager/hent.xlsx", lists.case_export, {"kind": "xlsx"}, name="case_export_xlsx"),
    path("sager/maalgruppe/", chances.chance_list, name="chance_list"),
    path("sager/maalgruppe/hent.csv", chances.chance_export, {"kind": "csv"}, name="chance_export_csv"),
    path("sager/maalgruppe/hent.xlsx", chances.chance_export, {"kind": "xlsx"}, name="chance_export_xlsx"),
    path("sager/valgte/", lists.case_bulk, name="case_bulk"),
    path("sager/overdraget/<uuid:batch_id>/", handovers.handover_note, name="handover_note"),
    path("sager/overdraget/<uuid:batch_id>/tilbage/", handovers.handover_take_back, name="handover_take_back"),
    path("sager/visninger/", saved_views.view_list, name="view_list"),
    path("sager/visninger/ny/", saved_views.view_new, name="view_new"),
    path("sager/visninger/<uuid:view_id>/", saved_views.view_edit, name="view_edit"),
    path("sager/visninger/<uuid:view_id>/slet/", saved_views.view_delete, name="view_delete"),
    path("sager/soeg/", lists.case_search, name="case_search"),
    path("sager/indlaes/", sheets.sheet_import, name="sheet_import"),
    path("sager/indlaes/tomt-ark/", sheets.sheet_empty, name="sheet_empty"),
    path("sager/indlaes/<uuid:import_id>/", sheets.sheet_result, name="sheet_result"),
    path("sager/indlaes/<uuid:import_id>/gem/", sheets.sheet_save, name="sheet_save"),
    path("sager/indlaes/<uuid:import_id>/laes-igen/", sheets.sheet_read_again, name="sheet_read_again"),
    path("sager/indlaes/<uuid:import_id>/slet/", sheets.sheet_throw_away, name="sheet_throw_away"),
    path("sager/indlaes/<uuid:import_id>/rettes/", sheets.sheet_corrected, name="sheet_corrected"),
    path("skabeloner/", include("cases.definitions.urls")),
    path("sager/beskyttede/", protection.protected_cases, name="protected_cases"),
    path("sager/beskyttede/<uuid:try_id>/set/", protection.protected_try_seen, name="protected_try_seen"),
    path("sager/<uuid:case_id>/beskyttelse/", protection.case_protect, name="case_protect"),
    path("sager/<uuid:case_id>/beskyttelse/ophaev/", protection.protection_lift, name="protection_lift"),
    path("sager/<uuid:case_id>/maal/", include("cases.goals.urls")),
    path("sager/<uuid:case_id>/maalinger/", include("cases.scales.urls")),
    path("sager/<uuid:case_id>/tjeklister/", include("cases.checklists.urls")),
    path("sager/<uuid:case_id>/forloeb/", course.course_panel, name="course_panel"),
    path("sager/<uuid:case_id>/visitation/ny/", course.visitation_new, name="visitation_new"),
    path("sager/<uuid:case_id>/visitation/<uuid:visitation_id>/", course.visitation_edit, name="visitation_edit"),
    path("sager/<uuid:case_id>/opmaerksomhed/ny/", course.issue_new, name="issue_new"),
    path("sager/<uuid:case_id>/opmaerksomhed/<uuid:issue_id>/", course.issue_edit, name="issue_edit"),
    path("sager/<uuid:case_id>/luk/", course.case_close, name="case_close"),
    path("sager/<uuid:case_id>/genaabn/", course.case_reopen, name="case_reopen"),
    path("sager/<uuid:case_id>/saml/", duplicates.case_merge, name="case_merge"),
    path("sager/<uuid:case_id>/saml/<uuid:merge_id>/skil/", duplicates.merge_undo, name="merge_undo"),
    path("sager/<uuid:case_id>/opslag/", looks.case_looks, name="case_looks"),
    path("opslag/", looks.log_review, name="log_review"),
    path("opslag/stikproeve/", looks.log_sample, name="log_sample"),
    path("opslag/<uuid:look_id>/spoerg/", looks.look_ask, name="look_ask"),
    path("opslag/svar/<uuid:review_id>/luk/", looks.look_close, name="look_close"),
    path("mine-opslag/", looks.own_looks, name="own_looks"),
    path("mine-opslag/<uuid:review_id>/", looks.look_answer, name="look_answer"),
    path("sager/ny/", cases.case_new, name="case_new"),
    path("sager/<uuid:case_id>/", cases.case_detail, name="case_detail"),
    path("sager/<uuid:case_id>/begrundelse/", cases.case_reason, name="case_reason"),
    path("sager/<uuid:case_id>/ret/", cases.case_edit, name="case_edit"),
    path("sager/<uuid:case_id>/borger/", cases.citizen_edit, name="citizen_edit"),
    path("sager/<uuid:case_id>/cpr/", cases.cpr_give, name="cpr_give"),
    path("sager/<uuid:case_id>/cpr/vis/", cases.cpr_reveal, name="cpr_reveal"),
    path("sager/<uuid:case_id>/maalgruppe/", cases.case_assess, name="case_assess"),
    path("sager/<uuid:case_id>/aftale/", agreements.agreement_panel, name="agreement_panel"),
    path("sager/<uuid:case_id>/aftale/ny/", agreements.agreement_new, name="agreement_new"),
    path("sager/<uuid:case_id>/aftale/<uuid:agreement_id>/", agreements.agreement_edit, name="agreement_edit"),
    path("sager/<uuid:case_id>/aftale/<uuid:agreement_id>/slut/", agreements.agreement_end, name="agreement_end"),
    path(
        "sager/<uuid:case_id>/aftale/<uuid:agreement_id>/fortryd/",
        agreements.agreement_reopen,
        name="agreement_reopen",
    ),
    path(
        "sager/<uuid:case_id>/dokumenter/<uuid:document_id>/",
        document_views.document_download,
        name="document_download",
    ),
    path(
        "sager/<uuid:case_id>/dokumenter/<uuid:document_id>/tilstand/",
        document_views.document_state,
        name="document_state",
    ),
    path("sager/<uuid:case_id>/journal/", journal.journal_panel, name="journal_panel"),
    path("kladde/", drafts.draft_open, name="draft_open"),
    path("sager/<uuid:case_id>/journal/kladde/", journal.journal_draft, name="journal_draft"),
    path("sager/<uuid:case_id>/journal/soeg/", journal.journal_search, name="journal_search"),
    path(
        "sager/<uuid:case_id>/journal/filer/<uuid:attachment_id>/",
        attachments.attachment_download,
        name="attachment_download",
    ),
    path(
        "sager/<uuid:case_id>/journal/filer/<uuid:attachment_id>/tilstand/",
        attachments.attachment_state,
        name="attachment_state",
    ),
    path("sager/<uuid:case_id>/journal/<uuid:entry_id>/", journal.journal_entry, name="journal_entry"),
    path("sager/<uuid:case_id>/journal/<uuid:entry_id>/vis/", journal.journal_reveal, name="journal_reveal"),
    path("sager/<uuid:case_id>/journal/<uuid:entry_id>/ret/", journal.journal_correct, name="journal_correct"),
    path("sager/<uuid:case_id>/journal/<uuid:entry_id>/tilbage/", journal.journal_take_back, name="journal_take_back"),
    path("sager/<uuid:case_id>/sprogplan/", language.language_panel, name="language_panel"),
    path("sager/<uuid:case_id>/sprogplan/ny/", language.language_plan_new, name="language_plan_new"),
    path(
        "sager/<uuid:case_id>/sprogplan/<uuid:language_plan_id>/ret/",
        language.language_plan_edit,
        name="language_plan_edit",
    ),
    path(
        "sager/<uuid:case_id>/sprogplan/<uuid:language_plan_id>/underskrift/",
        language.language_plan_sign,
        name="language_plan_sign",
    ),
    path(
        "sager/<uuid:case_id>/sprogplan/<uuid:language_plan_id>/gang/",
        language.language_session_new,
        name="language_session_new",
    ),
    path(
        "sager/<uuid:case_id>/sprogplan/<uuid:language_plan_id>/pdf/",
        language.language_document_ask,
        name="language_document_ask",
    ),
    path("sager/<uuid:case_id>/profil/", profile.profile_panel, name="profile_panel"),
    path("sager/<uuid:case_id>/profil/ret/", profile.profile_edit, name="profile_edit"),
    path("sager/<uuid:case_id>/profil/samtykke/", profile.cv_consent_new, name="cv_consent_new"),
    path("sager/<uuid:case_id>/profil/samtykke/tilbage/", profile.cv_consent_withdraw, name="cv_consent_withdraw"),
    path("sager/<uuid:case_id>/profil/givet/", profile.cv_share_new, name="cv_share_new"),
    path("sager/<uuid:case_id>/profil/cv/", profile.cv_ask, name="cv_ask"),
]
