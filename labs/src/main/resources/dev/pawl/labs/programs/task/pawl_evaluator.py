"""Puts the questions of Pawl to the functions `cases` and `judge` of an evaluator.

Reads one question (a line of JSON) and prints one answer. What the evaluator
itself prints goes to standard error.
"""

import importlib.util
import inspect
import json
import math
import os
import sys
import traceback

import pawl_ahead

answers = os.fdopen(os.dup(1), "w", encoding="utf-8")
os.dup2(2, 1)
sys.stdout = sys.stderr


def case(stdin="", args=(), files=None, hidden=None, name=None):
    """One run of the candidate's program; `hidden` comes back to `judge` alone."""
    one = {"stdin": stdin, "args": [str(a) for a in args], "files": files or {}, "hidden": hidden}
    if name is not None:
        one["name"] = str(name)
    return one


def answer(what):
    try:
        line = json.dumps(what, allow_nan=False)
    except (TypeError, ValueError) as e:
        line = json.dumps({"error": "its answer is no JSON: %s" % e})
    answers.write(line + "\n")
    answers.flush()
    sys.exit(0)


def call(function, given):
    """Calls `function` with those of `given` that it names."""
    parameters = inspect.signature(function).parameters
    unknown = [p for p in parameters if p not in given and parameters[p].default is inspect.Parameter.empty]
    if unknown:
        answer({"error": "%s() has a parameter %s; known are %s" % (function.__name__, unknown[0], ", ".join(given))})
    return function(**{name: value for name, value in given.items() if name in parameters})


def as_case(one):
    return {"stdin": one} if isinstance(one, str) else one


def plain(x):
    """Numbers of numpy as those of Python."""
    if isinstance(x, dict):
        return {str(k): plain(v) for k, v in x.items()}
    if isinstance(x, (list, tuple)):
        return [plain(v) for v in x]
    if hasattr(x, "tolist"):
        return plain(x.tolist())
    return x


def not_finite(x):
    if isinstance(x, dict):
        return any(not_finite(v) for v in x.values())
    if isinstance(x, list):
        return any(not_finite(v) for v in x)
    return isinstance(x, float) and not math.isfinite(x)


def main():
    path = os.path.abspath(sys.argv[1])
    sys.path.insert(0, os.path.dirname(path))
    pawl_ahead.get_ready(path)
    question = json.loads(sys.stdin.readline())
    spec = importlib.util.spec_from_file_location("evaluator", path)
    evaluator = importlib.util.module_from_spec(spec)
    evaluator.case = case
    try:
        spec.loader.exec_module(evaluator)
        given = {key: question[key] for key in ("stage", "split", "trial", "seed")}
        if question["ask"] == "cases":
            if not hasattr(evaluator, "cases"):
                answer({"cases": [case()]})
            answer({"cases": [as_case(c) for c in plain(call(evaluator.cases, given))]})
        if not hasattr(evaluator, "judge"):
            answer({"error": "%s has no function judge(cases, runs)" % os.path.basename(path)})
        given["cases"] = question["cases"]
        given["runs"] = question["runs"]
        if "files" in question:
            given["files"] = question["files"]
        verdict = plain(call(evaluator.judge, given))
    except Exception:
        answer({"error": "it raised\n" + traceback.format_exc(limit=-4)})
    if isinstance(verdict, bool) or verdict is None:
        answer({"error": "judge() returned %r; a number or a dictionary is expected" % verdict})
    if isinstance(verdict, (int, float)):
        verdict = {"value": verdict}
    if isinstance(verdict, dict) and not_finite(verdict):
        answer({"invalid": "a number of its score is not finite"})
    answer(verdict)


main()
