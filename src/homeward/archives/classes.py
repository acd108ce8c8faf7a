"""Of every table: does it travel with an organisation, and whose rows of it do?

A table is named here once, or it is person-level with an owner, which says it already. A test
fails for a table of which nothing is said.

`Own` rows are the organisation's; `Part` rows go where the row goes that they are part of. Rows of
tables without persons also go along where a row that goes points at them (`Pointed` alone: only
then), so that no pointer leads nowhere. What `Stays` never leaves, for the reason given.
"""

from dataclasses import dataclass
from typing import Any

from django.apps import apps
from django.db import models
from django.utils.translation import gettext_lazy as _

from homeward.access.person_level import RULES
from homeward.audit.tracking import Change


@dataclass(frozen=True)
class Own:
    """Rows of which a column, or the sentence of SQL, names the organisation (`{org}`)."""

    columns: tuple[str, ...] = ()
    where: str = ""
    # Rows of others stay theirs, though something of ours points at them.
    closed: bool = False


@dataclass(frozen=True)
class Part:
    of: str
    # Only where the whole is the organisation's own, and not merely pointed at.
    own_only: bool = False


@dataclass(frozen=True)
class Pointed:
    pass


@dataclass(frozen=True)
class Stays:
    why: Any


Class = Own | Part | Pointed | Stays


def _own(*columns: str, closed: bool = False) -> Own:
    return Own(columns, closed=closed)


def _by(column: str) -> Own:
    """Written by somebody of the organisation."""
    users = "select u.id from public.access_user u where u.organisation_id = {org}"
    return Own(where=f"t.{column} in ({users})")


ACCESS = Stays(_("sign-ins, codes, links and tokens open this installation alone"))
QUEUE = Stays(_("work of this installation that is under way"))
PUBLIC = Stays(_("public reference data: each installation loads it from its source"))
FOUND = Stays(_("found between the organisations of this installation; each looks anew"))
COMPUTED = Stays(_("computed from the rows, and computed anew there"))
STATED = Stays(_("stated by each installation for itself; open waits keep their day"))
STAFF = Stays(_("of colleagues, not of persons helped: they are entered anew where they work"))
PLUMBING = Stays(_("the software's own tables"))

OF_PROGRAMME, OF_AGREEMENT, OF_HISTORY = Part("programme"), Part("agreement"), Part("pgh_obj")

DECLARED: dict[str, Class] = {
    "access.Organisation": Own(where="t.id = {org}"),
    "access.User": _own("organisation"),
    "access.Narrowing": _own("organisation"),
    "access.Clearance": STATED,
    "actors.Actor": _own("organisation"),
    "actors.ActorName": Part("actor"),
    "agreements.Agreement": Own(
        ("lead_org",),
        where="t.id in (select p.agreement_id from public.agreements_party p"
        " where p.organisation_id = {org})",
    ),
    "agreements.AgreementChange": OF_HISTORY,
    "agreements.Party": OF_AGREEMENT,
    "agreements.PartyChange": OF_HISTORY,
    "agreements.Clause": OF_AGREEMENT,
    "agreements.ClauseChange": OF_HISTORY,
    "agreements.ContactPoint": OF_AGREEMENT,
    "agreements.AgreementFile": OF_AGREEMENT,
    "agreements.Review": OF_AGREEMENT,
    "alignment.Comparison": COMPUTED,
    "alignment.Finding": COMPUTED,
    "alignment.Judgement": _own("by_org"),
    "alignment.Mend": _own("by_org", "asked_org"),
    "alignment.Opening": _own("owner_org"),
    "alignment.PairDecision": _own("by_org"),
    "alignment.Threshold": STATED,
    "allocations.Round": _own("owner_org", closed=True),
    "allocations.RoundOffer": Part("round"),
    "allocations.Floor": Part("round"),
    "allocations.Proposal": Part("round"),
    "assessments.FormUse": OF_PROGRAMME,
    "audit.AccessReview": _own("organisation"),
    "audit.Account": Stays(_("users travel as users, their old passwords don't")),
    "audit.AccountChange": Stays(_("of accounts, which stay")),
    "audit.ReadLog": Stays(
        _("a chain is proof only where it was written; an extract goes as a file")
    ),
    "business.CheckRule": OF_PROGRAMME,
    "business.GroupMeeting": Part("group"),
    "business.RegistrationStep": _by("recorded_by_id"),
    "business.SectorGroup": _own("owner_org"),
    "business.TaxNote": _by("recorded_by_id"),
    "cases.Reassignment": _own("organisation", closed=True),
    "cases.SecurityAlert": Part("version"),
    "circles.Circle": _own("organisation"),
    "circles.Moderator": Part("circle"),
    "circles.Post": Part("circle"),
    "circles.Member": Stays(_("a number was left for messages of this installation alone")),
    "circles.Reply": Stays(_("it came from a number that stays")),
    "collectives.Project": _own("owner_org"),
    "collectives.ProjectPartner": Part("project"),
    "collectives.Season": Part("project"),
    "collectives.LogEntry": Part("season"),
    "collectives.PayoutRun": Part("season"),
    "collectives.Asset": Part("project"),
    "collectives.Meeting": Part("project"),
    "collectives.Output": Part("project"),
    "collectives.Training": Part("project"),
    "collectives.Reach": Part("project"),
    "collectives.Photo": Part("project"),
    "complaints.Category": _own("owner_org"),
    "complaints.Handler": _own("organisation", closed=True),
    "correspondence.ReminderRule": _own("organisation"),
    "counselling.GroupSession": _own("owner_org"),
    "countries.Sheet": _own("owner_org"),
    "countries.SheetVersion": Part("sheet"),
    "countries.SheetText": Part("version"),
    "countries.Community": Part("version"),
    "countries.Community_areas": Part("community"),
    "countries.Community_organisations": Part("community"),
    "countries.LabourFact": _own("owner_org"),
    "countries.Figure": PUBLIC,
    "core.Attempt": PLUMBING,
    "core.Edition": PLUMBING,
    "crossmatches.Run": FOUND,
    "crossmatches.Side": FOUND,
    "crossmatches.RemoteAnswer": FOUND,
    "crossmatches.Ticket": FOUND,
    "crossmatches.Crossmatch": FOUND,
    "crossmatches.CrossmatchStep": FOUND,
    "departures.ChecklistItem": OF_PROGRAMME,
    "duplicates.Pair": FOUND,
    "duplicates.Side": FOUND,
    "duplicates.Answer": FOUND,
    "emergencies.EmergencyReview": Part("access"),
    "emergencies.EmergencyAttempt": ACCESS,
    "employment.Employer": _by("written_by_id"),
    "employment.Employer_areas": Part("employer"),
    "employment.EmployerLink": ACCESS,
    "employment.MatchingRule": OF_PROGRAMME,
    "employment.Outreach": _own("owner_org"),
    "employment.Speaking": Part("intermediary"),
    "employment.Subsidy": Part("offer", own_only=True),
    "employment.WageFloor": _by("recorded_by_id"),
    "evaluations.Evaluation": _own("owner_org", closed=True),
    "evaluations.Question": Part("evaluation"),
    "evaluations.Extract": Part("evaluation"),
    "evaluations.ExtractFile": Stays(_("made for one evaluator, under a pseudonym's secret")),
    "evaluations.EvaluationSecret": Stays(
        _("the secret of pseudonyms; without it nobody is found")
    ),
    "evaluations.ExtractedPerson": Stays(_("joins a pseudonym with a person")),
    "evaluations.Leaver": Stays(_("joins a pseudonym with a person")),
    "evaluations.Taking": QUEUE,
    "evaluations.Result": Part("question"),
    "evaluations.Rerun": Part("result"),
    "evaluations.Lesson": _own("owner_org"),
    "evaluations.TakeUp": _own("organisation"),
    "exports.ExportJob": QUEUE,
    "exports.ExportedPerson": QUEUE,
    "exports.ExportPart": QUEUE,
    "exports.ExportDownload": QUEUE,
    "followups.NamedBody": OF_PROGRAMME,
    "followups.PlanStep": OF_PROGRAMME,
    "followups.Relay": _own("owner_org"),
    "followups.Sample": _own("owner_org"),
    "forms.Form": _own("owner_org"),
    "forms.FormVersion": Part("form"),
    "funds.Budget": _own("fund_org"),
    "funds.BudgetShare": Part("budget"),
    "funds.ReserveRule": Part("budget"),
    "funds.CheckRule": _own("fund_org"),
    "funds.ExchangeRate": _own("entered_by_org"),
    "funds.Supplier": _own("owner_org"),
    "funds.StockItem": _own("owner_org"),
    "funds.StockMovement": Part("item", own_only=True),
    "indicators.Agreed": _own("organisation"),
    "indicators.Definition": Part("indicator"),
    "indicators.DonorReport": _own("owner_org"),
    "indicators.Figure": COMPUTED,
    "indicators.Indicator": _own("owner_org"),
    "indicators.Logframe": _own("owner_org"),
    "indicators.Mark": Part("indicator", own_only=True),
    "indicators.Measure": Part("result"),
    "indicators.Narrative": Part("report"),
    "indicators.Reading": Part("measure"),
    "indicators.Result": Part("logframe"),
    "indicators.Run": COMPUTED,
    "indicators.Setting": STATED,
    "interviews.InterviewLink": ACCESS,
    "ledger.Book": _own("owner_org", closed=True),
    "ledger.Account": Part("book"),
    "ledger.Transaction": Part("book"),
    "ledger.Posting": Part("transaction"),
    "matches.RankingVersion": OF_PROGRAMME,
    "mechanisms.Mechanism": _own("owner_org"),
    "mechanisms.Mechanism_areas": Part("mechanism"),
    "mechanisms.Mechanism_agreements": Part("mechanism"),
    "mechanisms.Membership": Part("mechanism"),
    "mechanisms.Judgement": Part("mechanism", own_only=True),
    "mechanisms.HandOver": Part("mechanism", own_only=True),
    "mechanisms.RouteRule": Part("mechanism", own_only=True),
    "mechanisms.Routing": Part("mechanism", own_only=True),
    "occupations.Occupation": Pointed(),
    "occupations.OccupationGroup": Pointed(),
    "occupations.OccupationSkill": PUBLIC,
    "occupations.Skill": Pointed(),
    "occupations.SkillGrouping": PUBLIC,
    "occupations.SkillRelation": PUBLIC,
    "offers.Offer": _own("organisation"),
    "offers.OfferSkill": Part("offer"),
    "offers.SeatContract": _own("organisation", "partner"),
    "offers.SeatReport": Part("contract", own_only=True),
    "offers.JointVisit": Part("contract", own_only=True),
    "offers.SeatFinding": Part("visit"),
    "outbox.Gateway": ACCESS,
    "outbox.Incoming": QUEUE,
    "outbox.Message": QUEUE,
    "outbox.QuietHours": _own("organisation"),
    "outbox.Text": _own("organisation"),
    "oversight.BreachEvent": Part("breach"),
    "oversight.Breach": _own("owner_org", closed=True),
    "oversight.ProcessingRecord": _own("owner_org"),
    "packages.Peer": Stays(_("whom an installation trusts is entered by hand there")),
    "places.Area": Pointed(),
    "places.AreaBoundary": PUBLIC,
    "places.Country": Pointed(),
    "places.PointOfEntry": Pointed(),
    "places.Town": Pointed(),
    "plans.Attendance": Part("session", own_only=True),
    "plans.CommissionRules": _own("commission"),
    "plans.FeasibilityCriterion": Part("grid"),
    "plans.FeasibilityGrid": OF_PROGRAMME,
    "plans.Member": Part("seat", own_only=True),
    "plans.PlanTemplate": OF_PROGRAMME,
    "plans.Seat": _own("commission"),
    "plans.Session": _own("commission"),
    "plans.TemplateGoal": Part("template"),
    "plans.TemplateLine": Part("template"),
    "procedures.SopStep": Part("version"),
    "procedures.SopVersion": OF_AGREEMENT,
    "programmes.Budget": OF_PROGRAMME,
    "programmes.Code": PUBLIC,
    "programmes.Corridor": OF_PROGRAMME,
    "programmes.Coverage": OF_PROGRAMME,
    "programmes.CriteriaVersion": OF_PROGRAMME,
    "programmes.CriterionException": Part("version"),
    "programmes.DesignChoice": OF_PROGRAMME,
    "programmes.Finding": Part("record"),
    "programmes.Package": OF_PROGRAMME,
    "programmes.PackageLine": Part("package"),
    "programmes.Participation": OF_PROGRAMME,
    "programmes.Policy": Pointed(),
    "programmes.Policy_programmes": OF_PROGRAMME,
    "programmes.PolicyAdoption": Part("policy"),
    "programmes.Presence": OF_PROGRAMME,
    "programmes.Programme": _own("lead_org"),
    "programmes.Programme_target_groups": OF_PROGRAMME,
    "programmes.ProgrammeSector": OF_PROGRAMME,
    "programmes.ProgrammeEvent": OF_PROGRAMME,
    "programmes.Publication": OF_PROGRAMME,
    "programmes.ResidentEntitlement": _own("entered_by_org"),
    "programmes.ScopingRecord": _own("entered_by_org"),
    "programmes.ScopingRecord_areas": Part("scopingrecord"),
    "programmes.ScopingRecord_programmes": Part("scopingrecord"),
    "programmes.Sector": Pointed(),
    "programmes.TargetGroup": Pointed(),
    "programmes.Transaction": OF_PROGRAMME,
    "programmes.Way": OF_PROGRAMME,
    "programmes.WayStage": Part("way"),
    "persons.SearchTokens": Stays(_("made anew under the other installation's secret")),
    "protection.FlagRule": STATED,
    "protection.PathwayTemplate": Pointed(),
    "protection.PathwayTemplateStep": Part("template"),
    "protection.Term": Pointed(),
    "quality.Adoption": _own("organisation"),
    "quality.Check": _own("owner_org"),
    "quality.CheckDraw": _own("owner_org"),
    "quality.CheckedItem": Part("check_held"),
    "quality.DataFigure": COMPUTED,
    "quality.Improvement": Part("check_held"),
    "quality.InterviewEffect": COMPUTED,
    "quality.InterviewerFigure": COMPUTED,
    "quality.Limit": _own("owner_org"),
    "quality.Standard": _own("owner_org"),
    "quality.StandardItem": Part("version"),
    "quality.StandardVersion": Part("standard"),
    "reception.BedNight": Part("room", own_only=True),
    "reception.Centre": _own("organisation"),
    "reception.Charter": _own("host_org", "reception_org", "case_org"),
    "reception.EntryTask": _own("organisation"),
    "reception.Room": Part("centre"),
    "referrals.AnswerLink": ACCESS,
    "referrals.PlacesTold": _own("organisation"),
    "rights.PersonCopy": ACCESS,
    "rights.RetentionRule": OF_PROGRAMME,
    "services.Accessibility": Part("location"),
    "services.Contact": Part("service"),
    "services.CostOption": Part("service"),
    "services.FaultReport": Part("service", own_only=True),
    "services.Location": _own("organisation"),
    "services.OfficeLink": ACCESS,
    "services.OfficeLink_services": ACCESS,
    "services.Phone": Part("service"),
    "services.RequiredDocument": Part("service"),
    "services.SavedSearch": Stays(_("a user's own, made again in a moment")),
    "services.Schedule": Part("service"),
    "services.Service": _own("organisation"),
    "services.ServiceAtLocation": Part("service"),
    "services.ServiceTerm": Part("service"),
    "services.ServiceText": Part("service"),
    "services.Taxonomy": Pointed(),
    "services.TaxonomyTerm": Pointed(),
    "signins.Code": ACCESS,
    "signins.SignIn": ACCESS,
    "stakeholders.ActorContact": Part("actor"),
    "stakeholders.ActorMerge": STATED,
    "stakeholders.Capacity": _by("recorded_by_id"),
    "stakeholders.Objective": _by("recorded_by_id"),
    "stakeholders.Partnership": _by("recorded_by_id"),
    "stakeholders.PartnershipMember": Part("partnership"),
    "stakeholders.PriorityPartner": _own("organisation"),
    "stakeholders.Responsibility": Part("objective"),
    "stakeholders.Specialist": _own("organisation"),
    "stakeholders.Specialist_areas": Part("specialist"),
    "stakeholders.Specialist_groups": Part("specialist"),
    "statistics.Release": _own("owner_org"),
    "statistics.TakenRelease": _own("of_org"),
    "surveys.Instrument": _own("owner_org"),
    "surveys.InstrumentVersion": Part("instrument"),
    "tasks.Absence": _own("organisation"),
    "tasks.CalendarYear": PUBLIC,
    "tasks.DeadlineRule": STATED,
    "tasks.Holiday": _own("owner_org"),
    "tasks.ReminderRule": STATED,
    # A wait has no owner: those about the organisation's cases and persons, and those about
    # nobody that it holds.
    "tasks.Task": Own(
        where="t.case_id in (select c.id from public.cases_case c where c.owner_org_id = {org})"
        " or t.case_id is null and t.person_id in"
        " (select p.id from public.persons_person p where p.owner_org_id = {org})"
        " or t.case_id is null and t.person_id is null and t.holder_org_id = {org}",
        closed=True,
    ),
    "tasks.Weekend": PUBLIC,
    "capacity.Attendance": STAFF,
    "capacity.CapacityAnswer": Part("assessment"),
    "capacity.CapacityAssessment": _own("organisation"),
    "capacity.CapacityDomain": Part("sheet"),
    "capacity.CapacitySheet": Pointed(),
    "capacity.Course": _own("owner_org"),
    "capacity.Course_modules": Part("course"),
    "capacity.CourseSession": _own("organiser"),
    "capacity.Module": Pointed(),
    "capacity.OwnershipFigure": COMPUTED,
    "capacity.OwnershipFormula": STATED,
    "capacity.StaffCertificate": STAFF,
    "capacity.Trainee": STAFF,
    "capacity.TrainingGoal": Part("plan"),
    "capacity.TrainingPlan": _own("owner_org", "organisation"),
    "committees.ActionPoint": Part("committee"),
    "committees.AgendaItem": Part("committee"),
    "committees.Attendance": Part("meeting"),
    "committees.Committee": _own("secretariat"),
    "committees.Committee_countries": Part("committee"),
    "committees.CompositionRule": Part("committee"),
    "committees.Decision": Part("committee"),
    "committees.DecisionSubject": Part("decision"),
    "committees.Meeting": Part("committee"),
    "committees.Minutes": Part("meeting"),
    "committees.ProcedureRule": Part("committee"),
    "committees.Remark": Part("minutes"),
    "committees.Seat": Part("committee"),
    "committees.SeatHolder": Part("seat"),
    "committees.SignOff": Part("decision"),
    "committees.Vote": Part("decision"),
    "funds.ReserveReach": Part("budget"),
    "incentives.IncentiveFund": _own("owner_org"),
    "incentives.Measure": Part("fund"),
    "pathways.Crossing": COMPUTED,
    "pathways.InvestmentLead": _own("owner_org"),
    "pathways.LeadMove": Part("lead"),
    "pathways.NetworkEvent": _own("owner_org"),
    "pathways.NetworkEvent_circles": Part("networkevent"),
    "pathways.Outreach": _own("owner_org"),
    "pathways.Pathway": _own("owner_org"),
    "pathways.PathwayTraining": Part("pathway"),
    "pathways.Requirement": Part("pathway"),
    "pathways.SaturationRule": STATED,
    "pathways.SectorInterest": _own("owner_org"),
    "pools.Commitment": Part("pool"),
    "pools.CommitmentYear": Part("commitment"),
    "pools.Contribution": Part("pool"),
    "pools.DisbursementCriterion": Part("pool"),
    "pools.DonorProcedure": Part("pool"),
    "pools.Earmark": Part("commitment"),
    "pools.Pool": _own("owner_org"),
    "pools.Pool_countries": Part("pool"),
    "pools.Pool_programmes": Part("pool"),
    "pools.PoolReport": Part("pool"),
    "pools.PriorApproval": Part("procedure"),
    "pools.Round": Part("pool"),
    "pools.RoundFigure": Part("line"),
    "pools.RoundLine": Part("round"),
    "pools.RoundPart": Part("line"),
    "pools.RoundSource": Part("round"),
    "pools.YearMove": Part("from_year"),
    "scenarios.Assumption": Part("scenario"),
    "scenarios.Change": Part("scenario"),
    "scenarios.Play": COMPUTED,
    "scenarios.Reading": COMPUTED,
    "scenarios.Scenario": _own("organisation"),
    "steering.Adoption": _own("stated_org"),
    "steering.AreaEvidence": Part("priority_area"),
    "steering.Consultation": _own("held_org"),
    "steering.ConsultedGroup": Part("consultation"),
    "steering.Delegation": _own("recorded_org"),
    "steering.Delegation_areas": Part("delegation"),
    "steering.DialogueEntry": Part("request"),
    "steering.FeedbackFinding": _own("found_org"),
    "steering.KeptDifference": _own("noted_org"),
    "steering.PriorityArea": _own("proposed_org"),
    "steering.Saying": Part("consultation"),
    "steering.StateRequest": _own("from_org", "to_org"),
    "steering.SustainabilityDefinition": OF_PROGRAMME,
    "steering.SustainabilityThreshold": Part("definition"),
    "steering.WorkplanItem": _own("stated_org"),
    "users.Approval": _own("organisation", closed=True),
    "users.Change": _own("organisation", closed=True),
    "users.Invitation": ACCESS,
}

# Whole rooms that stay.
ROOMS: dict[str, Stays] = {
    "account": ACCESS,
    "archives": Stays(_("which archives were made and came is this installation's own record")),
    "auth": PLUMBING,
    "contenttypes": PLUMBING,
    "exchange": QUEUE,
    "handovers": Stays(_("what was signed between two organisations of this installation")),
    "mfa": ACCESS,
    "offline": ACCESS,
    "openrosa": QUEUE,
    "pghistory": PLUMBING,
    "procrastinate": PLUMBING,
    "sessions": ACCESS,
    "webhooks": QUEUE,
}

# Versions that mean something: an older one of the same name with other words is a conflict.
MEANT_ALIKE = frozenset(
    {
        "forms.FormVersion",
        "procedures.SopStep",
        "programmes.CriteriaVersion",
        "quality.StandardItem",
        "surveys.InstrumentVersion",
    }
)


def class_of(model: type[models.Model]) -> Class | None:
    """None where nothing is said of the table."""
    label, room = model._meta.label, model._meta.app_label
    if found := DECLARED.get(label) or ROOMS.get(room):
        return found
    if issubclass(model, Change):
        return _of_history(model)
    if model in RULES and "owner_org" in {field.name for field in model._meta.fields}:
        return _own("owner_org", closed=True)
    return None


def _of_history(model: type[models.Model]) -> Class | None:
    """A history goes where its rows go: by its owner, since a row that is gone has one still."""
    tracked = model._meta.get_field("pgh_obj").related_model
    klass = class_of(tracked) if isinstance(tracked, type) else None
    if klass is None or isinstance(klass, Stays):
        return klass
    if model in RULES and "owner_org" in {field.name for field in model._meta.fields}:
        return _own("owner_org", closed=True)
    return OF_HISTORY


def unclassed() -> list[str]:
    models_of_all = apps.get_models(include_auto_created=True)
    return sorted(model._meta.label for model in models_of_all if class_of(model) is None)
