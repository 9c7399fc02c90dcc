"""Proposals: an answer with the statements that would justify it. Finders may be wrong; provers decide."""

from porism.symbolic.proposals.proposal import Part as Part
from porism.symbolic.proposals.proposal import Proposal as Proposal
