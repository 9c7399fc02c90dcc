"""Claims put to satisfiability solvers, whose word is never taken: what they find goes to the exact checker."""
