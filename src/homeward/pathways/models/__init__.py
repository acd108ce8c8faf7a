"""Markets, pathways, employers, investors and events."""

from homeward.pathways.models.employers import InvestmentLead, LeadMove, NetworkEvent, Outreach
from homeward.pathways.models.markets import Crossing, SaturationRule, SectorInterest
from homeward.pathways.models.ways import Pathway, PathwayTraining, Requirement

__all__ = [
    "Crossing",
    "InvestmentLead",
    "LeadMove",
    "NetworkEvent",
    "Outreach",
    "Pathway",
    "PathwayTraining",
    "Requirement",
    "SaturationRule",
    "SectorInterest",
]
