(* Equations between complex numbers by the laws of a field, with numerals that `ring` understands. *)
Require Import Reals Lra.
From Coquelicot Require Import Coquelicot.
Open Scope R_scope.

Lemma porism_numeral_even : forall p, RtoC (IZR (Zpos (xO p))) = ((RtoC 1 + RtoC 1) * RtoC (IZR (Zpos p)))%C.
Proof. intro p. rewrite Pos2Z.inj_xO, mult_IZR, RtoC_mult, <- RtoC_plus. reflexivity. Qed.
Lemma porism_numeral_odd : forall p, RtoC (IZR (Zpos (xI p))) = (RtoC 1 + (RtoC 1 + RtoC 1) * RtoC (IZR (Zpos p)))%C.
Proof.
  intro p. rewrite Pos2Z.inj_xI, plus_IZR, mult_IZR, RtoC_plus, RtoC_mult, <- (RtoC_plus 1 1).
  now rewrite Cplus_comm.
Qed.
Ltac porism_numerals :=
  repeat match goal with
  | |- context [RtoC (IZR (Zpos (xO ?p)))] => rewrite (porism_numeral_even p)
  | |- context [RtoC (IZR (Zpos (xI ?p)))] => rewrite (porism_numeral_odd p)
  | H : context [RtoC (IZR (Zpos (xO ?p)))] |- _ => rewrite (porism_numeral_even p) in H
  | H : context [RtoC (IZR (Zpos (xI ?p)))] |- _ => rewrite (porism_numeral_odd p) in H
  end.
Lemma porism_complex_eq : forall a b : C, (a - b)%C = RtoC 0 -> a = b.
Proof. intros a b H. replace a with (a - b + b)%C by ring. rewrite H. ring. Qed.
Lemma porism_complex_diff : forall a b : C, a = b -> (a - b)%C = RtoC 0.
Proof. intros a b ->. ring. Qed.
Lemma porism_complex_inv : forall a : C, a <> RtoC 0 -> (/ a)%C <> RtoC 0.
Proof.
  intros a H E. apply H. replace a with (a * (/ a * a))%C by (rewrite Cinv_l by exact H; ring). rewrite E. ring.
Qed.
Ltac porism_complex_nonzero :=
  first
  [ assumption
  | match goal with
    | |- _ /\ _ => split; porism_complex_nonzero
    | |- Cmult _ _ <> _ => apply Cmult_neq_0; porism_complex_nonzero
    | |- Cinv _ <> _ => apply porism_complex_inv; porism_complex_nonzero
    end
  | let Z := fresh in intro Z; apply (f_equal fst) in Z; cbn in Z; lra
  | match goal with H : ?a <> RtoC 0 |- _ <> RtoC 0 =>
      let Z := fresh in intro Z; apply H; first [ rewrite <- Z; ring | transitivity (a - RtoC 0)%C; [ ring | rewrite <- Z; ring ] ] end ].
Ltac porism_complex_field := porism_numerals; first [ reflexivity | ring | field; porism_complex_nonzero ].
