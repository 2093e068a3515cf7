"""What the contract allows: clause profiles, and the judgement of a plan by one of them. Pure."""

from safehandle.policy.classes import classify
from safehandle.policy.compliance import Assessed, DutyStanding, Standing, assess
from safehandle.policy.coverage import Coverage, Enforcement, coverage
from safehandle.policy.judging import judge
from safehandle.policy.kinds import rule_kinds
from safehandle.policy.loading import load_profile, profile_ids, read_profile
from safehandle.policy.naming import find_article
from safehandle.policy.oscal import Subject as AssessmentSubject
from safehandle.policy.oscal import oscal
from safehandle.policy.profile import Article, Duty, Profile, Text
from safehandle.policy.readiness import Unready, unready_people

__all__ = [
    "Article",
    "Assessed",
    "AssessmentSubject",
    "Coverage",
    "Duty",
    "DutyStanding",
    "Enforcement",
    "Profile",
    "Standing",
    "Text",
    "Unready",
    "assess",
    "classify",
    "coverage",
    "find_article",
    "judge",
    "load_profile",
    "oscal",
    "profile_ids",
    "read_profile",
    "rule_kinds",
    "unready_people",
]
