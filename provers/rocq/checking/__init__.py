"""What stands between a body and a verdict: the guard, the compilation, the audit in a fresh process, `coqchk`."""
