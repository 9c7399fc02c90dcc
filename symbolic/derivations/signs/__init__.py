"""Methods that show a sign, one idea a module; `derivations/inequalities.py` tries them in order."""
