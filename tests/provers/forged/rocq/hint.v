(* attack: a hint that gives up; guard: forbidden-word; audit: undecided *)
Create HintDb cheats. #[global] Hint Extern 0 => give_up : cheats.
auto with cheats.
