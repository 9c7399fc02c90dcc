(* attack: another file's text; guard: forbidden-word; audit: undecided *)
Load "/etc/hostname".
