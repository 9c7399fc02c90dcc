-- attack: the audit's answer, printed by the proof, which then ends
-- refused by: audit
prelude
import Porism.Library
set_option genInjectivity false
set_option linter.all false
noncomputable section
#print "'audited_NONCE_0' does not depend on any axioms"
#print axioms identity
#exit
