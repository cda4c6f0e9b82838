from django.urls import path

from igu.outbox import views

urlpatterns = [
    path("mails/", views.mail_list, name="mail_list"),
    path("mails/<uuid:mail_id>/send-igen/", views.mail_send_again, name="mail_send_again"),
    path("mails/<uuid:mail_id>/laeg-til-side/", views.mail_put_aside, name="mail_put_aside"),
]
