"""The nouns of the front door."""

from kith.concerns.models.answers import AnswerKind, InformationRequest, InformationResponse, RequestedAgency
from kith.concerns.models.clock_calls import ClockCall
from kith.concerns.models.concern import Brag, Concern, Kind, Route
from kith.concerns.models.decisions import (
    AgreementToSupport,
    BreachReason,
    FamilyInformed,
    FastFilter,
    Objection,
    SharingDecision,
    StrategyDiscussion,
    ThresholdDecision,
)
from kith.concerns.models.drafts import PublicDraft, PublicDraftFile, ReferralDraft
from kith.concerns.models.follow_up import Feedback, Handover, Message
from kith.concerns.models.report import Attachment, ReporterContact, Statement

__all__ = [
    "AgreementToSupport",
    "AnswerKind",
    "Attachment",
    "Brag",
    "BreachReason",
    "ClockCall",
    "Concern",
    "FamilyInformed",
    "FastFilter",
    "Feedback",
    "Handover",
    "InformationRequest",
    "InformationResponse",
    "Kind",
    "Message",
    "Objection",
    "PublicDraft",
    "PublicDraftFile",
    "ReferralDraft",
    "ReporterContact",
    "RequestedAgency",
    "Route",
    "SharingDecision",
    "Statement",
    "StrategyDiscussion",
    "ThresholdDecision",
]
