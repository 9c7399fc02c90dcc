import Mathlib

set_option maxHeartbeats 400000

open BigOperators Real Nat Topology

/-! Statements in the style of competition benchmarks, written for the tests of the loader.

The comment above each says whether Lean's statement is true or false and how its claims agree with it, then the claims; or the
reason for which it is refused. Nothing here is compiled. -/

-- # Numbers of each type

-- true
theorem linear_system (x y : ℝ) (h₀ : x + y = 7) (h₁ : x - y = 1) : x = 4 ∧ y = 3 := by
  constructor <;> linarith

-- true
theorem square_expands (a b : ℝ) : (a + b) ^ 2 = a ^ 2 + 2 * a * b + b ^ 2 := by ring

-- false
theorem square_expands_badly (a b : ℝ) : (a + b) ^ 2 = a ^ 2 + b ^ 2 := by sorry

-- true
theorem integers_square (k : ℤ) : 0 ≤ k ^ 2 - 2 * k + 1 := by sorry

-- true
theorem naturals_are_nonnegative (n : ℕ) : 0 ≤ n := by sorry

-- true
theorem half_of_a_natural_is_zero : (1 / 2) * 6 = 0 := by norm_num

-- false
theorem half_of_a_natural_is_not_half : 1 / 2 + 1 / 2 = 1 := by sorry

-- true
theorem half_of_a_real : (1 / 2 : ℝ) + 1 / 2 = 1 := by norm_num

-- true
theorem one_annotation_is_enough : 1 / 2 + (1 : ℝ) / 2 = 1 := by norm_num

-- false
theorem annotation_outside : ((1 / 2 : ℕ) : ℝ) = 0.5 := by sorry

-- true
theorem annotation_outside_zero : ((7 / 2 : ℕ) : ℝ) = 3 := by norm_num

-- true
theorem truncated_literals : 3 - 5 = 0 := by norm_num

-- false
theorem truncated_literals_not_negative : (3 - 5 : ℤ) = 0 := by sorry

-- true
theorem negative_integer : (3 - 5 : ℤ) = -2 := by norm_num

-- true
theorem integer_division_rounds_down : (-7 : ℤ) / 2 = -4 := by norm_num

-- true
theorem integer_remainder : (-7 : ℤ) % 2 = 1 := by norm_num

-- true
theorem euclid_with_negative_divisor : (-7 : ℤ) / (-2) = 4 := by norm_num

-- true
theorem natural_remainder : 2023 % 100 = 23 := by norm_num

-- true
theorem division_by_zero_literal (x : ℝ) : x / 0 = 0 := by simp

-- true
theorem zero_to_the_zero : (0 : ℝ) ^ 0 = 1 := by norm_num

-- true
theorem decimal_price (p : ℝ) (h : 0.8 * p = 20) : p = 25 := by linarith

-- true
theorem rational_sum (q : ℚ) (h : q + q / 2 = 3) : q = 2 := by linarith

-- true
theorem no_rational_square_root (q : ℚ) : q ^ 2 ≠ 2 := by sorry

-- false
theorem rationals_order (q : ℚ) : q ≤ q ^ 2 := by sorry

-- true
theorem big_literal : 2 ^ 64 - 1 = 18446744073709551615 := by norm_num

-- # Subtraction of natural numbers

-- true
theorem predecessor (n : ℕ) (h : 0 < n) : n - 1 + 1 = n := by omega

-- true
theorem predecessor_of_nonzero (n : ℕ) (h : n ≠ 0) : n - 1 + 1 = n := by omega

-- false
theorem predecessor_without_premise (n : ℕ) : n - 1 + 1 = n := by sorry

-- true
theorem truncation_is_small (m n : ℕ) : m - n ≤ m := by omega

-- false
theorem truncation_and_back (m n : ℕ) : m - n + n = m := by sorry

-- true
theorem truncation_with_order (m n : ℕ) (h : n ≤ m) : m - n + n = m := by omega

-- false
theorem difference_of_casts (m n : ℕ) : (m - n : ℝ) = ((m - n : ℕ) : ℝ) := by sorry

-- true
theorem difference_of_casts_in_order (m n : ℕ) (h : m ≥ n + 2) : (m - n : ℝ) = ((m - n : ℕ) : ℝ) := by sorry

-- true
theorem integers_subtract (a b : ℤ) : a - b + b = a := by ring

-- true
theorem consecutive_product (n : ℕ) (h : 1 ≤ n) : n * (n - 1) + n = n ^ 2 := by sorry

-- # Casts

-- true
theorem cast_of_sum (m n : ℕ) : ((m + n : ℕ) : ℝ) = m + n := by push_cast; ring

-- true
theorem arrow_casts (n : ℕ) (x : ℝ) (h : x = ↑n + 1) : x - 1 = n := by linarith

-- true
theorem mixed_tree (n : ℕ) (x : ℝ) : (n + x) ^ 2 = n ^ 2 + 2 * n * x + x ^ 2 := by ring

-- true
theorem cast_of_integer (k : ℤ) (x : ℝ) (h : (k : ℝ) < x) : (k : ℝ) - x < 0 := by linarith

-- false
theorem half_in_naturals_under_a_cast : ((1 / 2 : ℕ) : ℝ) = (1 : ℝ) / 2 := by sorry

-- true
theorem cast_functions (n : ℕ) : (Nat.cast n : ℝ) + 1 = ((n + 1 : ℕ) : ℝ) := by sorry

-- true
theorem succ_of_natural (n : ℕ) : Nat.succ n = n + 1 := rfl

-- # Powers and roots

-- true
theorem exponent_half_is_zero (x : ℝ) : x ^ (1 / 2) = 1 := by norm_num

-- true
theorem exponent_real_half (x : ℝ) (hx : 0 ≤ x) : x ^ ((1 : ℝ) / 2) = Real.sqrt x := by sorry

-- true
theorem exponent_of_sum (m n : ℕ) : 2 ^ (m + n) = 2 ^ m * 2 ^ n := by ring

-- true
theorem negative_exponent (x : ℝ) (hx : x ≠ 0) : x ^ (-2 : ℤ) = 1 / x ^ 2 := by sorry

-- true
theorem negative_exponent_everywhere (x : ℝ) : x ^ (-2 : ℤ) * x ^ 2 = (x * x⁻¹) ^ 2 := by sorry

-- true
theorem real_exponents_add (a x y : ℝ) (ha : 0 < a) : a ^ (x + y) = a ^ x * a ^ y := by sorry

-- refused CONVENTION
theorem real_exponent_of_anything (a : ℝ) : a ^ (1 / 3 : ℝ) * a ^ (2 / 3 : ℝ) = a := by sorry

-- true
theorem integral_real_exponent (x : ℝ) : x ^ (2 : ℝ) = x ^ 2 := by norm_num

-- true
theorem minus_binds_weaker : (-2 ^ 2 : ℤ) = -4 := by norm_num

-- true
theorem tower_associates_right : 2 ^ 3 ^ 2 = 512 := by norm_num

-- true
theorem root_of_square (x : ℝ) : √(x ^ 2) = |x| := by sorry

-- false
theorem square_of_root (x : ℝ) : √x ^ 2 = x := by sorry

-- true
theorem square_of_root_on_half_line (x : ℝ) (hx : 0 ≤ x) : √x ^ 2 = x := by sorry

-- true
theorem root_of_negative : Real.sqrt (-4) = 0 := by sorry

-- false
theorem roots_multiply (x y : ℝ) : √(x * y) = √x * √y := by sorry

-- true
theorem roots_multiply_on_quadrant (x y : ℝ) (hx : 0 ≤ x) (hy : 0 ≤ y) : √(x * y) = √x * √y := by sorry

-- true
theorem root_is_never_negative (x : ℝ) : 0 ≤ √x := by positivity

-- true
theorem root_equation (y : ℝ) (h : √(19 + 3 * y) = 7) : y = 10 := by sorry

-- true
theorem root_equation_turned (x y : ℝ) (h : y ^ 2 + 1 = √(x - 5)) : 5 < x := by sorry

-- true
theorem root_bound (x : ℝ) (h : 2 < √x) : 4 < x := by sorry

-- false
theorem root_that_may_vanish (x : ℝ) (h : √x = 0) : x = 0 := by sorry

-- false
theorem root_not_equal (x : ℝ) (h : √x ≠ 2) : 0 ≤ x := by sorry

-- true
theorem short_root_name (x : ℝ) (h : 0 < x) : sqrt (x ^ 2) = x := by sorry

-- refused ELABORATION
theorem short_root_of_literal : sqrt 9 = 3 := by sorry

-- true
theorem natural_root : Nat.sqrt 17 = 4 := by norm_num

-- # Logarithm, exponential, trigonometry

-- true
theorem log_of_product (x y : ℝ) (hx : 0 < x) (hy : 0 < y) : Real.log (x * y) = Real.log x + Real.log y := by sorry

-- true
theorem log_of_product_of_any_sign (x y : ℝ) (hx : x ≠ 0) (hy : y ≠ 0) :
    Real.log (x * y) = Real.log x + Real.log y := by sorry

-- true
theorem log_of_square (x : ℝ) : Real.log (x ^ 2) = 2 * Real.log x := by sorry

-- true
theorem log_of_minus_one : Real.log (-1) = 0 := by simp

-- true
theorem exp_of_log (x : ℝ) (h : 0 < x) : exp (log x) = x := by sorry

-- false
theorem exp_of_log_everywhere (x : ℝ) (h : x ≠ 0) : exp (log x) = x := by sorry

-- true
theorem exp_is_positive (x : ℝ) : 0 < Real.exp x := by positivity

-- true
theorem pythagoras (t : ℝ) : sin t ^ 2 + cos t ^ 2 = 1 := by sorry

-- true
theorem double_angle (t : ℝ) : Real.sin (2 * t) = 2 * Real.sin t * Real.cos t := by sorry

-- true
theorem sine_of_half_pi : Real.sin (π / 2) = 1 := by simp

-- false
theorem sine_of_pi : Real.sin Real.pi = 1 := by sorry

-- true
theorem tangent_is_quotient (t : ℝ) : tan t = sin t / cos t := by sorry

-- true
theorem arctangent_is_odd (t : ℝ) : Real.arctan (-t) = -Real.arctan t := by sorry

-- true
theorem hyperbolic (t : ℝ) : Real.cosh t ^ 2 - Real.sinh t ^ 2 = 1 := by sorry

-- refused CONVENTION
theorem arcsine_is_clamped (t : ℝ) : Real.arcsin t ≤ π / 2 := by sorry

-- true
theorem arcsine_inside (t : ℝ) (h : t ∈ Set.Icc (-1) 1) : Real.sin (Real.arcsin t) = t := by sorry

-- true
theorem log_to_a_base (x : ℝ) (h : 0 < x) : Real.logb 2 x * Real.log 2 = Real.log x := by sorry

-- # Absolute values, maxima

-- true
theorem bars_are_symmetric (a b : ℝ) : |a - b| = |b - a| := by sorry

-- true
theorem triangle (a b : ℝ) : |a + b| ≤ |a| + |b| := by sorry

-- false
theorem triangle_reversed (a b : ℝ) : |a| + |b| ≤ |a + b| := by sorry

-- true
theorem bars_of_integer (k : ℤ) (h : |k| < 1) : k = 0 := by sorry

-- true
theorem named_bars (x : ℝ) (h : abs x ≤ 2) : x ^ 2 ≤ 4 := by sorry

-- true
theorem maximum_is_above (a b : ℝ) : a ≤ max a b := by simp

-- true
theorem minimum_and_maximum (a b : ℝ) : min a b + max a b = a + b := by sorry

-- refused ELABORATION
theorem bars_of_natural (n : ℕ) : |n| = n := by sorry

-- # Division

-- true
theorem quotient_of_nonzero (x : ℝ) (hx : x ≠ 0) : x / x = 1 := by field_simp

-- false
theorem quotient_of_anything (x : ℝ) : x / x = 1 := by sorry

-- true
theorem quotient_with_fact (x : ℝ) (hx : 3 < x) : (x ^ 2 - 9) / (x - 3) = x + 3 := by sorry

-- true
theorem inverse_twice (x : ℝ) : x⁻¹⁻¹ = x := by simp

-- true
theorem never_zero_divisor (x : ℝ) : (x ^ 4 - 1) / (x ^ 2 + 1) = x ^ 2 - 1 := by sorry

-- true
theorem sum_of_reciprocals (a b : ℝ) (ha : 0 < a) (hb : 0 < b) : 1 / a + 1 / b = (a + b) / (a * b) := by sorry

-- true
theorem hypothesis_with_division (x y : ℝ) (hy : y ≠ 0) (h : x / y = 2) : x = 2 * y := by sorry

-- refused INTEGER_DIVISION
theorem natural_division (n : ℕ) : n / 2 ≤ n := by omega

-- refused INTEGER_DIVISION
theorem triangular_numbers (n : ℕ) : n * (n + 1) / 2 * 2 = n * (n + 1) := by sorry

-- refused INTEGER_DIVISION
theorem remainder_of_variable (n : ℕ) (h : n % 4 = 3) : n % 2 = 1 := by omega

-- refused ELABORATION
theorem inverse_of_natural (n : ℕ) (x : ℝ) : n⁻¹ + x = x + n⁻¹ := by sorry

-- # Propositional structure

-- true
theorem two_roots (x : ℝ) (h : x ^ 2 = 9) : x = 3 ∨ x = -3 := by sorry

-- true
theorem excluded_root (x : ℝ) (h₀ : x ≠ 2) (h₁ : (x - 2) * (x + 5) = 0) : x = -5 := by sorry

-- true
theorem equivalence (x : ℝ) : x ^ 2 = 0 ↔ x = 0 := by simp

-- true
theorem order_or_order (x y : ℝ) : x < y ∨ y ≤ x := by sorry

-- true
theorem case_hypothesis (x : ℝ) (h : x < -1 ∨ 1 < x) : 1 < x ^ 2 := by sorry

-- true
theorem either_value (x : ℝ) (h : x = 1 ∨ x = 2) : x ^ 2 - 3 * x + 2 = 0 := by sorry

-- true
theorem no_real_root (x : ℝ) : ¬ (x ^ 2 + 1 = 0) := by sorry

-- true
theorem contradiction (x : ℝ) (h₀ : 1 < x) (h₁ : x * x < x) : False := by nlinarith

-- true
theorem forall_in_goal : ∀ x y : ℝ, 0 ≤ x → 0 ≤ y → 0 ≤ x * y := by sorry

-- true
theorem bounded_forall : ∀ x > (0 : ℝ), 2 ≤ x + 1 / x := by sorry

-- true
theorem forall_in_interval : ∀ x ∈ Set.Icc (0 : ℝ) 1, x ^ 2 ≤ x := by sorry

-- true
theorem exists_in_hypothesis (n : ℤ) (h : ∃ k : ℤ, n = 2 * k) : 0 ≤ n * n - 2 * n + 1 := by sorry

-- refused QUANTIFIER
theorem exists_in_goal (a b : ℝ) (h : a < b) : ∃ c, a < c ∧ c < b := by sorry

-- refused QUANTIFIER
theorem forall_in_hypothesis (a : ℝ) (h : ∀ x : ℝ, a ≤ x ^ 2) : a ≤ 0 := by sorry

-- true
theorem chain_of_bounds (x : ℝ) (h : 0 < x ∧ x < 1) : x ^ 2 < x := by sorry

-- true
theorem implication_as_hypothesis (x : ℝ) (h : 0 ≤ x → x = 0) : x ≤ 0 := by sorry

-- refused EMPTY
theorem nothing_to_show (x : ℝ) (h : x = 1) : True := trivial

-- # Intervals

-- true
theorem in_closed_interval (x : ℝ) (hx : x ∈ Set.Icc 0 1) : x * (1 - x) ≤ 1 / 4 := by sorry

-- true
theorem in_open_interval (t : ℝ) (ht : t ∈ Set.Ioo 0 (π / 2)) : 0 < Real.cos t := by sorry

-- true
theorem in_half_line (x : ℝ) (hx : x ∈ Set.Ioi (1 : ℝ)) : 0 < Real.log x := by sorry

-- true
theorem in_interval_of_variables (x a b : ℝ) (hx : x ∈ Set.Icc a b) : a ≤ b := by sorry

-- true
theorem membership_to_show (x : ℝ) (h : |x| ≤ 1) : x ∈ Set.Icc (-1) 1 := by sorry

-- true
theorem in_braces (x : ℤ) (h : x ∈ ({1, 2, 3} : Set ℤ)) : (x - 1) * (x - 2) * (x - 3) = 0 := by sorry

-- true
theorem away_from_zero (x : ℝ) (h : x ∈ ({0}ᶜ : Set ℝ)) : 0 < x ^ 2 := by sorry

-- refused RELATION
theorem in_a_set_by_property (x : ℝ) (h : x ∈ {y : ℝ | 0 < y}) : 0 < x := by sorry

-- # Functions

-- true
theorem linear_function (f : ℝ → ℝ) (h : ∀ x, f x = 3 * x - 2) : f (f 2) = 10 := by sorry

-- true
theorem two_functions (f g : ℝ → ℝ) (hf : ∀ x, f x = x ^ 2) (hg : ∀ x, g x = f x + 1) (a : ℝ) : g (a + 1) = a ^ 2 + 2 * a + 2 := by sorry

-- true
theorem function_by_fun (f : ℝ → ℝ) (hf : f = fun x => 2 * x) (y : ℝ) : f y = y + y := by sorry

-- true
theorem natural_function (f : ℕ → ℕ) (hf : ∀ n, f n = n ^ 2 - n) : f 3 = 6 := by sorry

-- true
theorem function_of_two (s : ℝ → ℝ → ℝ) (hs : ∀ x y, s x y = x * y + x) : s 2 3 = 8 := by sorry

-- refused UNKNOWN_FUNCTION
theorem unknown_function (f : ℝ → ℝ) (h : f 1 = 2) : f 1 + 1 = 3 := by sorry

-- refused QUANTIFIER
theorem functional_equation (f : ℝ → ℝ) (h : ∀ x y, f (x + y) = f x + f y) : f 0 = 0 := by sorry

-- # Sums and products of literals

-- true
theorem sum_of_range : ∑ k in Finset.range 5, k = 10 := by decide

-- true
theorem sum_of_squares : ∑ k ∈ Finset.range 4, (k : ℝ) ^ 2 = 14 := by norm_num

-- true
theorem sum_over_interval : ∑ k ∈ Finset.Icc 1 4, k ^ 3 = 100 := by decide

-- true
theorem product_over_interval (x : ℝ) : ∏ k ∈ Finset.Icc (1 : ℕ) 3, (x + k) = (x + 1) * (x + 2) * (x + 3) := by sorry

-- true
theorem sum_by_name (x : ℝ) : Finset.sum (Finset.range 3) (fun i => x ^ i) = 1 + x + x ^ 2 := by sorry

-- true
theorem index_of_integers (z : ℤ) (h : z = -9) : ∑ k ∈ Finset.Icc 1 3, (k - 5) = z := by sorry

-- true
theorem sum_then_plus : ∑ k ∈ Finset.range 3, k + 1 = 4 := by decide

-- true
theorem geometric (x : ℝ) (h : x ≠ 1) : ∑ k ∈ Finset.range 4, x ^ k = (x ^ 4 - 1) / (x - 1) := by sorry

-- refused SUM
theorem sum_to_a_variable (n : ℕ) : ∑ k ∈ Finset.range n, 2 * k + n = n ^ 2 := by sorry

-- # Whole numbers

-- true
theorem factorial_of_literal : 5 ! = 120 := by decide

-- true
theorem binomial_of_literals : Nat.choose 6 2 = 15 := by decide

-- true
theorem gcd_of_literals : Nat.gcd 84 36 = 12 := by norm_num

-- refused FUNCTION
theorem gcd_of_variable (n : ℕ) : Nat.gcd n n = n := by simp

-- refused RELATION
theorem primes_are_large (p : ℕ) (h : Nat.Prime p) : 2 ≤ p := h.two_le

-- refused RELATION
theorem divides (n : ℕ) : 2 ∣ n * (n + 1) := by sorry

-- refused FUNCTION
theorem floor_is_below (x : ℝ) : ⌊x⌋ ≤ x := by sorry

-- # Complex numbers

-- true
theorem square_of_i : Complex.I ^ 2 = -1 := by simp

-- true
theorem complex_roots (z : ℂ) (h : z ^ 2 + 4 = 0) : z = 2 * Complex.I ∨ z = -(2 * Complex.I) := by sorry

-- refused RELATION
theorem complex_order (z : ℂ) : z ≤ z := le_refl z

-- # What else is refused

-- refused INSTANCE
theorem any_group {G : Type*} [Group G] (a : G) : a * a⁻¹ = 1 := by simp

-- refused INSTANCE
theorem with_instance (x : ℝ) [Fact (0 < x)] : 0 < x := Fact.out

-- refused TYPE
theorem finite_type (k : Fin 3) : k + 0 = k := by simp

-- refused TYPE
theorem nonnegative_reals (x : ℝ≥0) : 0 ≤ x := by simp

-- refused TYPE
theorem empty_set (S : Finset ℕ) (h : S = ∅) : S.card = 0 := by simp [h]

-- refused NAME
theorem unknown_name (x : ℝ) : mystery x = mystery x := rfl

-- refused SYNTAX
theorem missing_parenthesis (x : ℝ : x = x := rfl

-- refused SYNTAX
theorem chain_of_relations (a b c : ℝ) (h : a < b < c) : a < c := by sorry

-- refused CONNECTIVE
theorem equation_of_propositions (a b : ℝ) : (a < b) = (b > a) := rfl

-- refused ELABORATION
theorem negative_literals_only : -1 + 1 = 0 := by norm_num

-- refused ELABORATION
theorem binder_without_type (h : ∀ x, x = 0 → x + 1 = 1) : 1 = 1 := rfl

-- # Notation and comments

-- true
/-- A docstring, in which theorem false_alarm : 1 = 2 is only text. -/
theorem implicit_binders {x : ℝ} ⦃y : ℝ⦄ (h : x < y) : x ≤ y := h.le

-- true
/- theorem commented_out : 1 = 2 := by sorry /- nested -/ -/
lemma subscripts_and_primes (x₁ x₂ x' : ℝ) (h : x₁ + x₂ = x') : x' - x₂ = x₁ := by linarith

-- true
@[simp] theorem greek (α β : ℝ) (h₀ : α * β = 1) (h₁ : α = 1) : β = 1 := by sorry

-- true
example (x : ℝ) (E : ℝ) (h : E = 0) : x + E = x := by simp [h]

-- true
protected theorem ascii (x y : ℝ) (h : x >= y /\ y > 0) : x > 0 := by linarith [h.1, h.2]

section Scoped

variable (u v : ℝ)

-- true
theorem variables_in_scope : (u - v) * (u + v) = u ^ 2 - v ^ 2 := by ring

variable (hu : 0 < u)

-- refused NAME
theorem hypothesis_in_scope : 0 < u + 1 := by positivity

end Scoped

namespace Deep

-- refused NAME
theorem short_name_in_namespace (x : ℝ) : sin x ≤ 1 := Real.sin_le_one x

-- true
theorem full_name_in_namespace (x : ℝ) : Real.sin x ≤ 1 := Real.sin_le_one x

end Deep

def twice (x : ℝ) : ℝ := 2 * x

-- refused NOTATION
theorem own_definition (x : ℝ) : twice x = x + x := by sorry

local notation "𝔼" => Real.exp 1

-- refused NOTATION
theorem after_notation (x : ℝ) : x = x := rfl
