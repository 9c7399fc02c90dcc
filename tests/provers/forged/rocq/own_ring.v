(* attack: a tactic named ring that gives up; guard: forbidden-word; audit: undecided *)
Ltac ring := give_up.
ring.
