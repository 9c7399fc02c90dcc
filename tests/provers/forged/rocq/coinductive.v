(* attack: a stream of proofs that never begins; guard: forbidden-word; audit: axioms *)
Abort.
CoInductive stream : Type := S : 0 = 1 -> stream -> stream.
Unset Guard Checking. CoFixpoint all : stream := all.
Lemma GOAL : 0 = 1. Proof. destruct all as [won _]. exact won.
