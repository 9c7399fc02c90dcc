(* Sums over consecutive integers: telescoping, series with a limit, powers and factorials of integers. *)
Require Import Reals Lra Lia Psatz Field ZArith.
From Coquelicot Require Import Coquelicot.
From Porism Require Import Order.
Open Scope R_scope.

(* Over consecutive integers *)
Lemma porism_telescope : forall (f G : Z -> R) (a b : Z), (a <= b + 1)%Z ->
  (forall k, (a <= k)%Z -> (k <= b)%Z -> f k = G (k + 1)%Z - G k) ->
  sum_n_m (G := R_AbelianGroup) (fun j : nat => f (a + Z.of_nat j - 1)%Z) 1 (Z.to_nat (b - a + 1)) = G (b + 1)%Z - G a.
Proof.
  intros f G a b H P.
  assert (S : forall m : nat, (Z.of_nat m <= b - a + 1)%Z ->
    sum_n_m (G := R_AbelianGroup) (fun j : nat => f (a + Z.of_nat j - 1)%Z) 1 m = G (a + Z.of_nat m)%Z - G a).
  { induction m as [|m IH]; intro M.
    - rewrite sum_n_m_zero by lia. replace (a + Z.of_nat 0)%Z with a by lia. unfold zero; simpl. ring.
    - rewrite sum_n_Sm by lia. rewrite IH by lia. unfold plus; simpl AbelianGroup.plus.
      change (G (a + Z.of_nat m)%Z - G a + f (a + Z.of_nat (S m) - 1)%Z = G (a + Z.of_nat (S m))%Z - G a).
      replace (a + Z.of_nat (S m) - 1)%Z with (a + Z.of_nat m)%Z by lia.
      rewrite P by lia. replace (a + Z.of_nat m + 1)%Z with (a + Z.of_nat (S m))%Z by lia. ring. }
  rewrite S by lia. replace (a + Z.of_nat (Z.to_nat (b - a + 1)))%Z with (b + 1)%Z by lia. reflexivity.
Qed.
Lemma porism_telescope_series : forall (f G : Z -> R) (a : Z) (l v : R),
  (forall k, (a <= k)%Z -> f k = G (k + 1)%Z - G k) ->
  is_lim_seq (fun j : nat => G (a + Z.of_nat j)%Z) l -> v = l - G a ->
  is_series (fun j : nat => f (a + Z.of_nat j)%Z) v.
Proof.
  intros f G a l v P L ->.
  change (is_lim_seq (sum_n (fun j : nat => f (a + Z.of_nat j)%Z)) (Finite (l - G a))).
  apply (is_lim_seq_ext (fun n : nat => G (a + Z.of_nat (S n))%Z - G a)).
  - induction n as [|n IH].
    + rewrite sum_O. rewrite P by lia. replace (a + Z.of_nat 1)%Z with (a + Z.of_nat 0 + 1)%Z by lia.
      replace (a + Z.of_nat 0)%Z with a by lia. reflexivity.
    + rewrite sum_Sn, <- IH. unfold plus; simpl AbelianGroup.plus.
      change (G (a + Z.of_nat (S (S n)))%Z - G a = G (a + Z.of_nat (S n))%Z - G a + f (a + Z.of_nat (S n))%Z).
      rewrite (P (a + Z.of_nat (S n))%Z) by lia.
      replace (a + Z.of_nat (S (S n)))%Z with (a + Z.of_nat (S n) + 1)%Z by lia. ring.
  - apply is_lim_seq_minus'; [| apply is_lim_seq_const].
    apply (is_lim_seq_incr_1 (fun j : nat => G (a + Z.of_nat j)%Z)). exact L.
Qed.
Lemma porism_lim_by : forall (u : nat -> R) (l c : R) (s : nat), (forall j : nat, (s <= j)%nat -> (u j - l) * (INR j + 1) <= c) ->
  (forall j : nat, (s <= j)%nat -> - c <= (u j - l) * (INR j + 1)) -> is_lim_seq u l.
Proof.
  intros u l c s U V.
  assert (Z : is_lim_seq (fun n : nat => / (INR n + 1)) 0).
  { replace (Finite 0) with (Rbar_inv p_infty) by reflexivity. apply is_lim_seq_inv; [|discriminate].
    apply (is_lim_seq_plus INR (fun _ => 1) p_infty 1 p_infty is_lim_seq_INR (is_lim_seq_const 1)). reflexivity. }
  assert (T : forall d, is_lim_seq (fun n : nat => l + d * / (INR n + 1)) l).
  { intro d. replace (Finite l) with (Finite (l + d * 0)) by (f_equal; ring). apply is_lim_seq_plus'; [apply is_lim_seq_const|].
    apply (is_lim_seq_scal_l _ d (Finite 0) Z). }
  apply (is_lim_seq_le_le_loc (fun n : nat => l + - c * / (INR n + 1)) _ (fun n : nat => l + c * / (INR n + 1))); [|apply T|apply T].
  exists s. intros n Hn. specialize (U n Hn). specialize (V n Hn). assert (P : 0 < INR n + 1) by (generalize (pos_INR n); lra).
  split; apply (Rmult_le_reg_r (INR n + 1)); try exact P; rewrite Rmult_plus_distr_r, Rmult_assoc, Rinv_l by lra; lra.
Qed.
Lemma porism_power_plus : forall b (m n : Z), b <> 0 \/ ((0 <= m)%Z /\ (0 <= n)%Z) -> powerRZ b (m + n) = powerRZ b m * powerRZ b n.
Proof.
  intros b m n [H|[H K]]; [now apply powerRZ_add|].
  rewrite <- (Z2Nat.id m), <- (Z2Nat.id n) by assumption. rewrite <- Nat2Z.inj_add, <- !pow_powerRZ. apply pow_add.
Qed.
Lemma porism_power_opp : forall b (m : Z), b <> 0 -> powerRZ b (- m) = / powerRZ b m.
Proof.
  intros b m H. apply (Rmult_eq_reg_l (powerRZ b m)); [|now apply powerRZ_NOR].
  rewrite <- powerRZ_add by exact H. rewrite Z.add_opp_diag_r, Rinv_r by now apply powerRZ_NOR. reflexivity.
Qed.
Lemma porism_power_times : forall b (m : Z) (c : nat), b <> 0 \/ (0 <= m)%Z -> powerRZ b (Z.of_nat c * m) = powerRZ b m ^ c.
Proof.
  intros b m c H. induction c as [|c IH]; [reflexivity|].
  replace (Z.of_nat (S c) * m)%Z with (m + Z.of_nat c * m)%Z by lia. rewrite porism_power_plus by (destruct H; [now left | right; lia]).
  rewrite IH. reflexivity.
Qed.
Lemma porism_power_sign : forall m : Z, powerRZ (- 1) m * powerRZ (- 1) m - 1 = 0.
Proof. intro m. rewrite <- powerRZ_mult. replace (- 1 * - 1) with 1 by ring. rewrite powerRZ_R1. ring. Qed.
Lemma porism_power_nat : forall b (c : nat), powerRZ b (Z.of_nat c) = b ^ c.
Proof. intros b c. symmetry. apply pow_powerRZ. Qed.
(* Factorials; the reciprocal is 0 for negative integers *)
Lemma porism_fact_succ : forall l : Z, (0 <= l)%Z -> INR (fact (Z.to_nat (l + 1))) = (IZR l + 1) * INR (fact (Z.to_nat l)).
Proof.
  intros l H. rewrite Z2Nat.inj_add by lia. change (Z.to_nat 1) with 1%nat. rewrite Nat.add_1_r.
  rewrite fact_simpl, mult_INR, S_INR, INR_IZR_INZ, Z2Nat.id by exact H. reflexivity.
Qed.
Lemma porism_fact_pos : forall n : nat, 0 < INR (fact n).
Proof. exact INR_fact_lt_0. Qed.
Lemma porism_rfact_nat : forall l : Z, (0 <= l)%Z -> (if Z.ltb l 0 then 0 else / INR (fact (Z.to_nat l))) = / INR (fact (Z.to_nat l)).
Proof. intros l H. destruct (Z.ltb_spec l 0) as [L|L]; [lia | reflexivity]. Qed.
Lemma porism_rfact_succ : forall l : Z, (if Z.ltb l 0 then 0 else / INR (fact (Z.to_nat l)))
  = (IZR l + 1) * (if Z.ltb (l + 1) 0 then 0 else / INR (fact (Z.to_nat (l + 1)))).
Proof.
  intro l. destruct (Z.ltb_spec l 0) as [L|L]; destruct (Z.ltb_spec (l + 1) 0) as [M|M]; try lia; [ring | |].
  - replace l with (- 1)%Z by lia. ring.
  - rewrite porism_fact_succ by exact L. field. split; [generalize (INR_fact_lt_0 (Z.to_nat l)); lra|].
    generalize (IZR_le _ _ L). lra.
Qed.
Lemma porism_power_even : forall m n : Z, powerRZ (- 1) (m + 2 * n) = powerRZ (- 1) m.
Proof.
  intros m n. rewrite powerRZ_add by lra. replace (2 * n)%Z with (n + n)%Z by lia. rewrite powerRZ_add by lra.
  generalize (porism_power_sign n). intro H. replace (powerRZ (- 1) n * powerRZ (- 1) n) with 1 by lra. ring.
Qed.
Ltac porism_side := first [ left; lra | left; assumption | right; lia | right; split; lia ].
Ltac porism_power :=
  repeat first [ rewrite porism_power_plus by porism_side | rewrite powerRZ_neg' | rewrite porism_power_times by porism_side
               | rewrite porism_power_nat ].
Ltac porism_rational := field; repeat split; first [ apply porism_pos_ne; solve [ porism_sum ] | porism_nonzero ].
Ltac porism_casts := repeat first [ rewrite plus_IZR | rewrite minus_IZR | rewrite opp_IZR | rewrite mult_IZR ].
Ltac porism_integral := repeat split; first [ exact I | lia | porism_side ].
Ltac porism_last :=
  repeat match goal with x := _ |- _ => subst x end; cbv beta zeta;
  let W := fresh in intro W; repeat match type of W with _ /\ _ => destruct W as [_ W] end;
  first
  [ exact W | symmetry; exact W
  | apply Rminus_diag_uniq;
    match type of W with ?A = ?B =>
      first [ transitivity (A - B); [ unfold Rdiv; ring | rewrite W; ring ] | transitivity (B - A); [ unfold Rdiv; ring | rewrite W; ring ]
            | transitivity (A - B); [ field; porism_nonzero | rewrite W; ring ] ] end ].
