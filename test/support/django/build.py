"""Builds a small old portal with invented people: `OLD_PORTAL_URL=mysql://... python3 build.py`."""

import os
import sys
from datetime import datetime, timedelta, timezone

sys.path.insert(0, os.path.dirname(os.path.abspath(__file__)))
os.environ.setdefault("DJANGO_SETTINGS_MODULE", "settings")

import django

django.setup()

from django.contrib.auth.hashers import PBKDF2PasswordHasher, make_password
from django.contrib.auth.models import Group, User
from django.core.management import call_command
from django.db import connection

from old_portal import models as m

START = datetime(2025, 3, 3, 9, 0, tzinfo=timezone.utc)


def at(hours, seconds=0):
    """A moment so many hours after the beginning."""
    return START + timedelta(hours=hours, seconds=seconds)


def tables():
    """Creates all tables as Django does."""
    for app in ["auth", "sessions"]:
        call_command("migrate", app, verbosity=0)
    call_command("migrate", run_syncdb=True, verbosity=0)


def person(username, password, groups=(), salt=None, rounds=None, **values):
    """Somebody with a password that Django hashed."""
    hashed = make_password(None) if password is None else password and PBKDF2PasswordHasher().encode(
        password, salt or f"salt{username}"[:22].ljust(12, "x"), rounds or 1000
    )
    user = User.objects.create(username=username, password=hashed, date_joined=at(-500), **values)
    for name in groups:
        user.groups.add(Group.objects.get_or_create(name=name)[0])
    return user


def profile(user, department=None, portal_id=None, **values):
    """What the old portal knows of somebody."""
    m.UserProfile.objects.create(
        user=user, department=department, main_portal_id=portal_id, created_at=at(-400), updated_at=at(-400), **values
    )


class Story:
    """A complaint and what happened to it, with the rows that the old portal wrote."""

    def __init__(self, reporter, title, hours, **values):
        self.complaint = m.Complaint.objects.create(
            user=reporter, title=title, created_at=at(hours), updated_at=at(hours), status=STATUSES["Open"],
            **{"type": TYPES["Network Issue"], "description": f"{title}. Please help.", **values},
        )
        self.row(None, "Open", hours, reporter, "Complaint created")

    def row(self, previous, new, hours, by, notes="", seconds=0):
        """One row of the history."""
        m.StatusHistory.objects.create(
            complaint=self.complaint, previous_status=previous and STATUSES[previous], new_status=STATUSES[new],
            changed_by=by, notes=notes, changed_at=at(hours, seconds),
        )

    def to(self, new, hours, **values):
        """Changes the complaint, of which the old portal wrote that its reporter did it."""
        previous = self.complaint.status.name
        self.complaint.status = STATUSES[new]
        if STATUSES[new].is_closed and self.complaint.resolved_at is None:
            self.complaint.resolved_at = at(hours)
        for name, value in values.items():
            setattr(self.complaint, name, value)
        self.complaint.updated_at = at(hours)
        self.complaint.save()
        self.row(previous, new, hours, self.complaint.user)
        return previous

    def say(self, by, text, hours, internal=False, seconds=1):
        """A remark."""
        m.Remark.objects.create(
            complaint=self.complaint, user=by, text=text, is_internal_note=internal, created_at=at(hours, seconds)
        )


STATUSES = {}
TYPES = {}


def reference():
    """Statuses, types, departments and answers."""
    for order, (name, closed) in enumerate(
        [("Open", 0), ("Assigned", 0), ("In Progress", 0), ("Waiting for User", 0), ("Resolved", 1), ("Closed", 1),
         ("Rejected", 1), ("On Hold (vendor)", 0)], 1,
    ):
        STATUSES[name] = m.Status.objects.create(name=name, is_closed=bool(closed), order=order)
    for name in ["Network Issue", "Printer", "Telephones"]:
        TYPES[name] = m.ComplaintType.objects.create(name=name)
    departments = {
        name: m.Department.objects.create(name=name, created_at=at(-600))
        for name in ["IT Department", "Finance", "Research", "Reserch"]
    }
    category = m.FAQCategory.objects.create(name="Printers", order=3)
    m.FAQ.objects.create(
        category=category, question="How do I add a printer?", answer="1. Open the settings\n2. Choose it",
        view_count=40, helpful_count=7, created_at=at(-100), updated_at=at(-100),
    )
    m.FeedbackTemplate.objects.create(name="Usual", questions=["How quick?"])
    return departments


def people(departments):
    """Invented people, with what goes wrong in such tables."""
    Group.objects.create(name="ENGINEER")
    cast = {
        "boss": person("boss", "the boss of the old one", is_superuser=True, is_staff=True, first_name="Bela",
                       last_name="Bose", email="boss@alphalab.example"),
        "ravi": person("ravi", "ravi was here before", ["ENGINEER"], rounds=1_000_000, salt="Qm3xZ8sLrT0aVb6KpYw1Ne",
                       first_name="Ravi", last_name="Kumar", email="ravi@alphalab.example"),
        "amc": person("amc.lead", "amc lead of old days", ["AMC ADMIN"], first_name="Anita", last_name="Menon"),
        "meera": person("meera", "short", first_name="Meera", last_name="Iyer", email="meera@alphalab.example"),
        "tom": person("tom", "tom and his password", first_name="Tom", last_name="Thomas"),
        "link": person("no.password", None, first_name="Nina"),
        "empty": person("empty", ""),
        "gone": person("left.us", "left but not forgotten", ["ENGINEER"], is_active=False, first_name="Lea"),
    }
    profile(cast["boss"], departments["IT Department"], "AL-1")
    profile(cast["ravi"], departments["IT Department"], " AL-2 ", phone_number="+91 80 1234")
    profile(cast["meera"], departments["Finance"], "AL-7")
    profile(cast["tom"], departments["Reserch"], "al-7", email_notifications=False)
    profile(cast["amc"], None, "")
    profile(cast["empty"], None, "")
    return cast


def complaints(cast):
    """What was reported, and what became of it."""
    ravi, meera, tom, amc = cast["ravi"], cast["meera"], cast["tom"], cast["amc"]

    solved = Story(meera, "The Wi-Fi drops in room 4", 0, urgency="high", location="Room 4", contact_number="4711")
    previous = solved.to("Assigned", 2, assigned_to=ravi)
    solved.row(previous, "Assigned", 2, amc, "Assigned to Ravi Kumar", seconds=1)
    previous = solved.to("In Progress", 3)
    solved.row(previous, "In Progress", 3, ravi, "Looking at the access point", seconds=1)
    solved.say(ravi, "Looking at the access point", 3)
    solved.say(ravi, "The vendor knows this fault", 4, internal=True)
    solved.to("Resolved", 5)
    solved.to("Closed", 30)
    m.ComplaintClosing.objects.create(
        complaint=solved.complaint, closed_by_staff=ravi, staff_closing_remark="Replaced the access point",
        staff_closed_at=at(5, 1), user_satisfied=True, user_closed_at=at(30, 1),
    )
    m.ComplaintFeedback.objects.create(
        complaint=solved.complaint, rating=5, feedback_text="Quick, thank you", created_at=at(30, 1)
    )
    attach(solved.complaint, meera, "signal.txt", 0)
    attach(solved.complaint, meera, "not there.txt", 0)

    waiting = Story(tom, "Printer prints blank pages", 40, type=TYPES["Printer"])
    waiting.to("In Progress", 41)
    waiting.to("Resolved", 50)

    claimed = Story(meera, "Cannot open <b>reports</b> & \u202etxt.exe", 60)
    claimed.to("Assigned", 61, assigned_to=ravi)
    claimed.say(ravi, "Complaint self-assigned by Ravi Kumar", 61, internal=True)

    left = Story(tom, "Slow start of the laptop", 70, assigned_to=cast["gone"])
    left.to("In Progress", 71)

    held = Story(meera, "Telephone has no tone", 80, type=TYPES["Telephones"])
    m.Complaint.objects.filter(id=held.complaint.id).update(status=STATUSES["On Hold (vendor)"])
    m.ComplaintRemark.objects.create(
        complaint=held.complaint, remark="Is there any news?", created_by=meera, created_at=at(90)
    )

    refused = Story(tom, "I want a golden keyboard", 100)
    previous = refused.to("Rejected", 101)
    refused.row(previous, "Rejected", 101, amc, "We have none", seconds=2)

    asked = Story(tom, "VPN asks for a certificate", 110)
    asked.to("Closed", 120)
    m.Feedback.objects.create(
        complaint=asked.complaint, user=tom, responses={"How quick?": 4, "How kind?": 2}, comment="Well",
        submitted_at=at(121),
    )


def attach(complaint, by, name, hours):
    """A file of a complaint, whether it is there or not."""
    m.FileAttachment.objects.create(
        complaint=complaint, file=f"complaints/{complaint.id}/{name}", original_filename=name, file_size=12,
        content_type="text/plain", uploaded_at=at(hours, 5), uploaded_by=by,
    )


def damage():
    """What such databases have had done to them by hand: no constraints, doubled and orphaned rows, dates that are none."""
    with connection.cursor() as cursor:
        for sql in open(os.path.join(os.path.dirname(os.path.abspath(__file__)), "damage.sql")).read().split(";\n"):
            if sql.strip():
                cursor.execute(sql.replace("%", "%%"))


if __name__ == "__main__":
    tables()
    complaints(people(reference()))
    damage()
