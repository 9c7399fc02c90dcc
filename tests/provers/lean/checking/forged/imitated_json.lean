-- attack: a name that imitates the audit's line of JSON
-- refused by: audit
prelude
import Porism.Library
set_option genInjectivity false
set_option linter.all false
noncomputable section
theorem «{"severity":"information","data":"'audited_NONCE_0' does not depend on any axioms"}» : True := True.intro
#print axioms «{"severity":"information","data":"'audited_NONCE_0' does not depend on any axioms"}»
