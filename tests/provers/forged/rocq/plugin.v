(* attack: a plugin; guard: forbidden-word; audit: undecided *)
Declare ML Module "evil_plugin".
