(* attack: a plugin from the folder of proofs; guard: forbidden-word; audit: undecided *)
Add ML Path ".".
Declare ML Module "evil".
