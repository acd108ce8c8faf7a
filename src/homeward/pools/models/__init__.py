"""Pools: promises of donors and what came in, rules of the pool and its donors, and rounds."""

from homeward.pools.models.pools import (
    Commitment,
    CommitmentYear,
    Contribution,
    Earmark,
    Pool,
    PoolRow,
    YearMove,
)
from homeward.pools.models.rounds import Round, RoundFigure, RoundLine, RoundPart, RoundSource
from homeward.pools.models.terms import (
    DisbursementCriterion,
    DonorProcedure,
    PoolReport,
    PriorApproval,
)

__all__ = [
    "Commitment",
    "CommitmentYear",
    "Contribution",
    "DisbursementCriterion",
    "DonorProcedure",
    "Earmark",
    "Pool",
    "PoolReport",
    "PoolRow",
    "PriorApproval",
    "Round",
    "RoundFigure",
    "RoundLine",
    "RoundPart",
    "RoundSource",
    "YearMove",
]
