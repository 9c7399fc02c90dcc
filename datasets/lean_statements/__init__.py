"""Lean statements as claims: files in the style of miniF2F, and LeanDojo Benchmark 4.

    text ──► tokens ──► grammar ──► elaboration, propositions ──► sequents ──► values ──► claims, with how far they agree
                        refused, by a closed list of reasons, wherever Lean's meaning could be another than the claim's

`load` reads a path that the user gives; nothing is downloaded. `lean_statement` goes back, from a claim to Lean text.
"""

from porism.datasets.lean_statements.files import statement_of as statement_of
from porism.datasets.lean_statements.files import statements_of as statements_of
from porism.datasets.lean_statements.loading import LeanStatement as LeanStatement
from porism.datasets.lean_statements.loading import batch_records as batch_records
from porism.datasets.lean_statements.loading import load as load
from porism.datasets.lean_statements.loading import statement_record as statement_record
from porism.datasets.lean_statements.loading import summary as summary
from porism.datasets.lean_statements.printing import lean_statement as lean_statement
from porism.datasets.lean_statements.refusal import Reason as Reason
from porism.datasets.lean_statements.refusal import Refusal as Refusal
from porism.datasets.lean_statements.translation import Agreement as Agreement
from porism.datasets.lean_statements.translation import Translated as Translated
from porism.datasets.lean_statements.translation import conclusion as conclusion
