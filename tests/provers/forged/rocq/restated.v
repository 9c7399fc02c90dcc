(* attack: the name of the goal, given to something true; guard: forbidden-word; audit: audit *)
Abort.
Lemma GOAL : True. Proof. exact I.
