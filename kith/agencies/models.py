"""The nouns: agency, team, account, membership, role, sign-in, machine token, notice."""

from __future__ import annotations

import uuid
from typing import ClassVar

from django.contrib.auth.models import AbstractBaseUser, BaseUserManager
from django.db import models


class AgencyKind(models.TextChoices):
    """What an agency is; sharing agreements may speak of kinds."""

    COUNCIL = "council", "Council children's social care"
    ADULT_CARE = "adult_care", "Council adult social care"
    POLICE = "police", "Police"
    HEALTH = "health", "Health"
    SCHOOL = "school", "School or college"
    EDUCATION = "education", "Education services"
    HOUSING = "housing", "Housing"
    PROBATION = "probation", "Probation"
    VOLUNTARY = "voluntary", "Voluntary organisation"


class Role(models.TextChoices):
    """What a person's job in Kith is. What each may do is a table: ``sharing.RoleMay``."""

    REFERRER = "referrer", "Professional referrer"
    TRIAGE = "triage", "Front door worker"
    DECISION_MAKER = "decision_maker", "Front door manager"
    RESEARCHER = "researcher", "Agency researcher"
    WORKER = "worker", "Allocated worker"
    SENIOR = "senior", "On-call senior"
    DATA_OFFICER = "data_officer", "Data officer"
    PRIVACY_OFFICER = "privacy_officer", "Privacy officer"
    ADMIN = "admin", "System administrator"


class TeamKind(models.TextChoices):
    """What a team is for."""

    FRONT_DOOR = "front_door", "Front door"
    RESEARCH = "research", "Answers questions from the front door"
    CARE = "care", "Takes work on"


class Agency(models.Model):
    """An organisation that holds records and signs agreements."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    slug = models.SlugField(unique=True)
    name = models.CharField(max_length=120)
    kind = models.CharField(max_length=20, choices=AgencyKind.choices)
    duty_phone = models.CharField(max_length=40, blank=True)

    class Meta:
        ordering = ["name"]

    def __str__(self) -> str:
        return self.name


class Team(models.Model):
    """A group of people in one agency who share work."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    agency = models.ForeignKey(Agency, on_delete=models.PROTECT, related_name="teams")
    name = models.CharField(max_length=120)
    kind = models.CharField(max_length=20, choices=TeamKind.choices)
    phone = models.CharField(max_length=40, blank=True)

    def __str__(self) -> str:
        return self.name


class Accounts(BaseUserManager["Account"]):
    """Let the sign-in machinery find accounts by e-mail address."""

    def get_by_natural_key(self, username: str | None) -> Account:
        """Find somebody by address, however it is written."""
        return self.get(email__iexact=username)


class Account(AbstractBaseUser):
    """A person who works for an agency and signs in."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    email = models.EmailField(unique=True)
    name = models.CharField(max_length=120)
    job_title = models.CharField(max_length=120, blank=True)
    phone = models.CharField(max_length=40, blank=True)
    agency = models.ForeignKey(Agency, on_delete=models.PROTECT, related_name="accounts")
    is_active = models.BooleanField(default=True)

    objects = Accounts()

    USERNAME_FIELD = "email"
    EMAIL_FIELD = "email"
    REQUIRED_FIELDS: ClassVar[list[str]] = []

    def __str__(self) -> str:
        return self.name

    @property
    def words(self) -> str:
        """Name this account the way the audit does."""
        return f"agencies.Account:{self.pk}"


class Membership(models.Model):
    """Somebody belongs to a team from one time to another."""

    team = models.ForeignKey(Team, on_delete=models.PROTECT, related_name="memberships")
    account = models.ForeignKey(Account, on_delete=models.PROTECT, related_name="memberships")
    starts_at = models.DateTimeField()
    ends_at = models.DateTimeField(null=True, blank=True)

    def __str__(self) -> str:
        return f"{self.account} in {self.team}"


class RoleGrant(models.Model):
    """Somebody has a role from one time to another."""

    account = models.ForeignKey(Account, on_delete=models.PROTECT, related_name="role_grants")
    role = models.CharField(max_length=20, choices=Role.choices)
    starts_at = models.DateTimeField()
    ends_at = models.DateTimeField(null=True, blank=True)

    def __str__(self) -> str:
        return f"{self.account}: {self.role}"


class How(models.TextChoices):
    """How somebody signed in."""

    PASSWORD = "password", "Password"
    PASSKEY = "passkey", "Passkey"
    OIDC = "oidc", "Agency sign-in"
    DEMO = "demo", "Demonstration"
    RECEIPT = "receipt", "Receipt of a report"


class SignIn(models.Model):
    """One signed-in session. The browser holds a token; ``fingerprint`` is its SHA-256. Written by the gate only."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    fingerprint = models.BinaryField(unique=True)
    account = models.ForeignKey(Account, null=True, blank=True, on_delete=models.PROTECT, related_name="+")
    receipt_record = models.UUIDField(null=True, blank=True)
    how = models.CharField(max_length=10, choices=How.choices)
    purpose = models.CharField(max_length=30, blank=True)
    started_at = models.DateTimeField()
    second_factor_at = models.DateTimeField(null=True, blank=True)
    idle_until = models.DateTimeField()
    ends_at = models.DateTimeField()
    revoked_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        indexes = [models.Index(fields=["account", "ends_at"], name="agencies_signin_account")]
        constraints = [
            models.CheckConstraint(
                name="agencies_signin_is_a_worker_or_a_receipt",
                condition=models.Q(account__isnull=False, receipt_record__isnull=True)
                | models.Q(account__isnull=True, receipt_record__isnull=False, how=How.RECEIPT),
            )
        ]

    def __str__(self) -> str:
        return f"sign-in {self.pk}"


class Scope(models.TextChoices):
    """What a machine may do. The database asks for it at every query, and so does every address of the API."""

    FEEDS_READ = "feeds:read", "List what its agency has agreed to send"
    DEPOSITS_WRITE = "deposits:write", "Hand in a file for a feed of its agency"
    DEPOSITS_READ = "deposits:read", "See what became of files that its agency handed in"
    FINDINGS_READ = "findings:read", "See what was found wrong with them, never the values"


class MachineToken(models.Model):
    """A system of an agency that calls by itself, for a time. It holds a token; ``fingerprint`` is its SHA-256."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    agency = models.ForeignKey(Agency, on_delete=models.PROTECT, related_name="+")
    system = models.CharField(max_length=80)
    # With spaces between, as they are written everywhere else.
    scopes = models.CharField(max_length=200)
    fingerprint = models.BinaryField(unique=True)
    starts_at = models.DateTimeField()
    ends_at = models.DateTimeField()
    made_by = models.CharField(max_length=80)
    revoked_at = models.DateTimeField(null=True, blank=True)
    revoked_by = models.CharField(max_length=80, blank=True)

    class Meta:
        constraints = [
            models.CheckConstraint(
                name="agencies_machinetoken_ends", condition=models.Q(ends_at__gt=models.F("starts_at"))
            ),
            models.CheckConstraint(
                name="agencies_machinetoken_revoked_by_somebody",
                condition=models.Q(revoked_at__isnull=True, revoked_by="")
                | (models.Q(revoked_at__isnull=False) & ~models.Q(revoked_by="")),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.system} of {self.agency_id}"

    @property
    def words(self) -> str:
        """Name this machine the way the audit does."""
        return f"agencies.MachineToken:{self.pk}"


class Notice(models.Model):
    """Tell a person, or everybody with a role in an agency, that something happened. Words without case details."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    account = models.ForeignKey(Account, null=True, blank=True, on_delete=models.PROTECT, related_name="+")
    agency = models.ForeignKey(Agency, null=True, blank=True, on_delete=models.PROTECT, related_name="+")
    role = models.CharField(max_length=20, choices=Role.choices, blank=True)
    what = models.CharField(max_length=60)
    words = models.CharField(max_length=300)
    path = models.CharField(max_length=200, blank=True)
    at = models.DateTimeField()
    read_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        indexes = [models.Index(fields=["account", "-at"], name="agencies_notice_account")]
        constraints = [
            models.CheckConstraint(
                name="agencies_notice_has_an_addressee",
                condition=models.Q(account__isnull=False) | models.Q(agency__isnull=False),
            )
        ]

    def __str__(self) -> str:
        return self.what
