"""The app's own addresses, and what its pages cost at least: behind all of the middleware, the policy and the walls an
empty page, the frame that every page has, and fifty rows by a statement that a hand wrote, without any template."""

from django.db import connection
from django.http import HttpResponse
from django.shortcuts import render
from django.urls import include, path
from django.utils.html import escape

from igu.accounts.models import CASE_WORKERS
from igu.accounts.policy import policy
from igu.audit.log import note_reads
from igu.audit.models import Look

ROWS = """
SELECT c.id::text, c.citizen_id::text, c.number, p.first_name, p.last_name, c.stage, e.name, a.start_on, c.ends_on,
       c.counted_hours, c.next_due_on, c.next_what, c.last_contact_on, u.name
  FROM cases_case c
  JOIN cases_citizen p ON p.id = c.citizen_id
  LEFT JOIN cases_agreement a ON a.id = c.agreement_id
  LEFT JOIN employers_employer e ON e.id = a.employer_id
  LEFT JOIN accounts_membership m ON m.id = c.coordinator_id
  LEFT JOIN accounts_user u ON u.id = m.user_id
 WHERE c.municipality_id = %s AND c.coordinator_id = %s AND c.closed_on IS NULL
 ORDER BY c.next_due_on, c.id LIMIT 50
"""
COUNT = """
SELECT count(*) FROM (SELECT FROM cases_case WHERE municipality_id = %s AND coordinator_id = %s AND closed_on IS NULL
                       LIMIT 1001) counted
"""


@policy(*CASE_WORKERS)
def empty(request):
    return HttpResponse()


@policy(*CASE_WORKERS)
def frame(request):
    return render(request, "base.html")


@policy(*CASE_WORKERS)
def floor(request):
    mine = [request.actor.municipality_id, request.actor.membership_id]
    with connection.cursor() as cursor:
        cursor.execute(ROWS, mine)
        rows = cursor.fetchall()
        cursor.execute(COUNT, mine)
        [count] = cursor.fetchone()
    note_reads(request.actor, [row[1] for row in rows], kind=Look.LIST, route="floor")
    lines = "".join(f"<tr>{''.join(f'<td>{escape(cell)}</td>' for cell in row)}</tr>" for row in rows)
    return HttpResponse(f"<p>{count}</p><table>{lines}</table>")


urlpatterns = [
    path("tom/", empty, name="empty"),
    path("ramme/", frame, name="frame"),
    path("gulv/", floor, name="floor"),
    path("", include("igu.urls")),
]
