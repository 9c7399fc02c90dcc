"""Structured statements: one kind a module; `provers/calculus/` has a module of the same name with its theorem."""

from porism.symbolic.statements.antiderivative import Antiderivative as Antiderivative
from porism.symbolic.statements.definite_integral import DefiniteIntegral as DefiniteIntegral
from porism.symbolic.statements.derivative import DerivativeValue as DerivativeValue
from porism.symbolic.statements.finite_system import FiniteSystem as FiniteSystem
from porism.symbolic.statements.inequality_set import InequalitySet as InequalitySet
from porism.symbolic.statements.infeasible import Infeasible as Infeasible
from porism.symbolic.statements.infimum import Infimum as Infimum
from porism.symbolic.statements.limit import Limit as Limit
from porism.symbolic.statements.no_limit import NoLimit as NoLimit
from porism.symbolic.statements.ode import OdeGeneral as OdeGeneral
from porism.symbolic.statements.ode import OdeImplicit as OdeImplicit
from porism.symbolic.statements.ode import OdeIndependence as OdeIndependence
from porism.symbolic.statements.ode import OdeSolution as OdeSolution
from porism.symbolic.statements.optimum import Optimum as Optimum
from porism.symbolic.statements.scope import Scope as Scope
from porism.symbolic.statements.series import Series as Series
from porism.symbolic.statements.solution_family import Family as Family
from porism.symbolic.statements.solution_set import Solution as Solution
from porism.symbolic.statements.solution_set import SolutionSet as SolutionSet
from porism.symbolic.statements.statement import Statement as Statement
from porism.symbolic.statements.statement import statement_from_json as statement_from_json
from porism.symbolic.statements.substituted_system import SubstitutedSystem as SubstitutedSystem
from porism.symbolic.statements.sum_value import NoSum as NoSum
from porism.symbolic.statements.sum_value import SumDiverges as SumDiverges
from porism.symbolic.statements.sum_value import SumValue as SumValue
from porism.symbolic.statements.system import System as System
