"""The tables of the old portal, as far as an import reads them."""

from django.contrib.auth.models import User
from django.db import models


def named(table):
    """The table's name, since all models are in one app here."""
    return type("Meta", (), {"db_table": table, "app_label": "old_portal"})


class Department(models.Model):
    name = models.CharField(max_length=100, unique=True)
    description = models.TextField(blank=True)
    is_active = models.BooleanField(default=True)
    created_at = models.DateTimeField()
    Meta = named("core_department")


class UserProfile(models.Model):
    user = models.OneToOneField(User, on_delete=models.CASCADE)
    department = models.ForeignKey(Department, null=True, on_delete=models.SET_NULL)
    phone_number = models.CharField(max_length=20, blank=True)
    main_portal_id = models.CharField(max_length=100, null=True, blank=True, db_index=True)
    email_notifications = models.BooleanField(default=True)
    created_at = models.DateTimeField()
    updated_at = models.DateTimeField()
    Meta = named("core_userprofile")


class ComplaintType(models.Model):
    name = models.CharField(max_length=100, unique=True)
    description = models.TextField(blank=True)
    is_active = models.BooleanField(default=True)
    Meta = named("complaints_complainttype")


class Status(models.Model):
    name = models.CharField(max_length=50, unique=True)
    description = models.TextField(blank=True)
    is_active = models.BooleanField(default=True)
    is_closed = models.BooleanField(default=False)
    order = models.PositiveIntegerField(default=0)
    Meta = named("complaints_status")


class Complaint(models.Model):
    user = models.ForeignKey(User, on_delete=models.CASCADE, related_name="+")
    type = models.ForeignKey(ComplaintType, on_delete=models.PROTECT)
    status = models.ForeignKey(Status, on_delete=models.PROTECT)
    assigned_to = models.ForeignKey(User, null=True, on_delete=models.SET_NULL, related_name="+")
    title = models.CharField(max_length=255)
    description = models.TextField()
    urgency = models.CharField(max_length=10, default="medium")
    location = models.CharField(max_length=255, blank=True)
    contact_number = models.CharField(max_length=20, blank=True)
    resolved_at = models.DateTimeField(null=True)
    created_at = models.DateTimeField()
    updated_at = models.DateTimeField()
    Meta = named("complaints_complaint")


class FileAttachment(models.Model):
    complaint = models.ForeignKey(Complaint, on_delete=models.CASCADE)
    file = models.FileField(max_length=500)
    original_filename = models.CharField(max_length=255)
    file_size = models.PositiveIntegerField()
    content_type = models.CharField(max_length=100, blank=True)
    uploaded_at = models.DateTimeField()
    uploaded_by = models.ForeignKey(User, on_delete=models.CASCADE)
    Meta = named("complaints_fileattachment")


class Remark(models.Model):
    complaint = models.ForeignKey(Complaint, on_delete=models.CASCADE)
    user = models.ForeignKey(User, null=True, on_delete=models.SET_NULL)
    text = models.TextField()
    created_at = models.DateTimeField()
    is_internal_note = models.BooleanField(default=False)
    Meta = named("complaints_remark")


class StatusHistory(models.Model):
    complaint = models.ForeignKey(Complaint, on_delete=models.CASCADE)
    previous_status = models.ForeignKey(Status, null=True, on_delete=models.PROTECT, related_name="+")
    new_status = models.ForeignKey(Status, on_delete=models.PROTECT, related_name="+")
    changed_by = models.ForeignKey(User, on_delete=models.CASCADE)
    notes = models.TextField(blank=True)
    changed_at = models.DateTimeField()
    Meta = named("complaints_statushistory")


class ComplaintClosing(models.Model):
    complaint = models.OneToOneField(Complaint, on_delete=models.CASCADE)
    closed_by_staff = models.ForeignKey(User, on_delete=models.CASCADE)
    staff_closing_remark = models.TextField()
    staff_closed_at = models.DateTimeField()
    user_satisfied = models.BooleanField(null=True)
    user_closing_remark = models.TextField(blank=True)
    user_closed_at = models.DateTimeField(null=True)
    Meta = named("complaints_complaintclosing")


class ComplaintFeedback(models.Model):
    complaint = models.OneToOneField(Complaint, on_delete=models.CASCADE)
    rating = models.IntegerField()
    feedback_text = models.TextField(blank=True)
    is_satisfied = models.BooleanField(default=True)
    created_at = models.DateTimeField()
    Meta = named("complaints_complaintfeedback")


class ComplaintRemark(models.Model):
    complaint = models.ForeignKey(Complaint, on_delete=models.CASCADE)
    remark = models.TextField()
    created_at = models.DateTimeField()
    created_by = models.ForeignKey(User, on_delete=models.CASCADE)
    is_read_by_engineer = models.BooleanField(default=False)
    Meta = named("complaints_complaintremark")


class FAQCategory(models.Model):
    name = models.CharField(max_length=100, unique=True)
    description = models.TextField(blank=True)
    order = models.PositiveIntegerField(default=0)
    is_active = models.BooleanField(default=True)
    Meta = named("faq_faqcategory")


class FAQ(models.Model):
    category = models.ForeignKey(FAQCategory, null=True, on_delete=models.CASCADE)
    question = models.CharField(max_length=512)
    answer = models.TextField()
    is_featured = models.BooleanField(default=False)
    is_active = models.BooleanField(default=True)
    order = models.PositiveIntegerField(default=0)
    view_count = models.PositiveIntegerField(default=0)
    helpful_count = models.PositiveIntegerField(default=0)
    created_by = models.ForeignKey(User, null=True, on_delete=models.SET_NULL, related_name="+")
    created_at = models.DateTimeField()
    updated_at = models.DateTimeField()
    Meta = named("faq_faq")


class FeedbackTemplate(models.Model):
    name = models.CharField(max_length=100, unique=True)
    questions = models.JSONField(default=list)
    is_active = models.BooleanField(default=True)
    Meta = named("feedback_feedbacktemplate")


class Feedback(models.Model):
    complaint = models.OneToOneField(Complaint, on_delete=models.CASCADE)
    user = models.ForeignKey(User, on_delete=models.CASCADE)
    template = models.ForeignKey(FeedbackTemplate, null=True, on_delete=models.PROTECT)
    responses = models.JSONField(default=dict)
    comment = models.TextField(blank=True)
    submitted_at = models.DateTimeField()
    Meta = named("feedback_feedback")
