(* attack: the type of all types, by an attribute; guard: character; audit: axioms *)
#[bypass_check(universes)] Definition absurd : False := Coq.Logic.Hurkens.TypeNeqSmallType.paradox Type eq_refl.
destruct absurd.
