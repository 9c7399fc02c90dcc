(* attack: a file written by extraction; guard: forbidden-word; audit: audit *)
Abort.
Require Extraction. Extraction "written" plus.
Lemma GOAL : True. Proof. exact I.
