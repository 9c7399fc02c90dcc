(* attack: a record with primitive projections, made by recursion that never ends; guard: forbidden-word; audit: axioms *)
Abort.
Set Primitive Projections. Record box : Type := { held : 0 = 1 }.
Unset Guard Checking. Fixpoint made (n : nat) : box := made n.
Lemma GOAL : 0 = 1. Proof. exact (held (made 0%nat)).
