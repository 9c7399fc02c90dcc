"""The language of Porism: terms, domains, claims, certificates, and exact derivation."""

from porism.symbolic.batch import BadLine as BadLine
from porism.symbolic.batch import BatchItem as BatchItem
from porism.symbolic.batch import read_batch as read_batch
from porism.symbolic.certificate import Certificate as Certificate
from porism.symbolic.claim import Claim as Claim
from porism.symbolic.claim import Relation as Relation
from porism.symbolic.claim import relation as relation
from porism.symbolic.domain import Domain as Domain
from porism.symbolic.errors import PorismError as PorismError
from porism.symbolic.parse import parse_domain as parse_domain
from porism.symbolic.parse import parse_relation as parse_relation
from porism.symbolic.parse import parse_term as parse_term
from porism.symbolic.term import Term as Term
