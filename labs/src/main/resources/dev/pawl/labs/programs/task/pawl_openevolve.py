"""Calls the evaluator of an OpenEvolve task on one program and leaves answer.json in $OUT.

Arguments: evaluator (relative to the working folder), name of the program, 1
for a cascade or 0, then the thresholds of the cascade. The program itself
comes as standard input.
"""

import asyncio
import importlib.util
import inspect
import json
import math
import os
import shutil
import sys
import traceback

import pawl_ahead

here = os.getcwd()
room = os.environ["TMPDIR"]
evaluator_path, program_name, cascade = sys.argv[1], sys.argv[2], sys.argv[3] == "1"
thresholds = [float(t) for t in sys.argv[4:]]


def leave(what):
    def text(x):
        return x.decode("utf-8", "replace") if isinstance(x, bytes) else str(x)

    path = os.path.join(os.environ["OUT"], "answer.json")
    with open(path + ".part", "w", encoding="utf-8") as out:
        json.dump(what, out, allow_nan=False, default=text)
    os.replace(path + ".part", path)


def plain(metrics):
    """Numbers as numbers; what is not finite or no number as text."""
    out = {}
    for name, value in metrics.items():
        if hasattr(value, "item"):
            try:
                value = value.item()
            except Exception:
                value = str(value)
        if isinstance(value, (int, float)) and not isinstance(value, bool) and math.isfinite(value):
            out[str(name)] = value
        elif isinstance(value, float):
            out[str(name)] = str(value)
            out["error"] = "%s is %s" % (name, value)
        else:
            out[str(name)] = value if isinstance(value, str) else repr(value)
    return out


def texts(artifacts):
    return {
        str(name): value.decode("utf-8", "replace") if isinstance(value, bytes) else str(value)
        for name, value in (artifacts or {}).items()
    }


def call(function, program):
    result = function(program)
    if inspect.iscoroutine(result):
        result = asyncio.run(result)
    if isinstance(result, dict):
        metrics = dict(result)
        artifacts = metrics.pop("artifacts", {})
        return plain(metrics), texts(artifacts if isinstance(artifacts, dict) else {"artifacts": artifacts})
    if hasattr(result, "metrics"):
        return plain(result.metrics), texts(getattr(result, "artifacts", None))
    raise TypeError("%s returned %r; a dictionary or an EvaluationResult is expected" % (function.__name__, result))


def score(metrics):
    if isinstance(metrics.get("combined_score"), (int, float)):
        return metrics["combined_score"]
    numbers = [v for k, v in metrics.items() if k != "error" and isinstance(v, (int, float))]
    return sum(numbers) / len(numbers) if numbers else 0.0


def main():
    task = os.path.join(room, "task")
    shutil.copytree(os.path.join(here, os.path.dirname(evaluator_path)), task)
    program = os.path.join(room, "program", program_name)
    os.makedirs(os.path.dirname(program))
    os.chdir(task)
    sys.path[:0] = [task, os.path.join(here, "modules")]
    path = os.path.join(task, os.path.basename(evaluator_path))
    sys.argv = [path]
    pawl_ahead.get_ready(path, os.path.join(task, program_name))
    with open(program, "wb") as file:
        file.write(sys.stdin.buffer.read())
    try:
        spec = importlib.util.spec_from_file_location("evaluation_module", path)
        module = importlib.util.module_from_spec(spec)
        sys.modules["evaluation_module"] = module
        spec.loader.exec_module(module)
        if not (cascade and hasattr(module, "evaluate_stage1")):
            metrics, artifacts = call(module.evaluate, program)
            leave({"metrics": metrics, "artifacts": artifacts})
            return
        metrics, artifacts = {}, {}
        for number in (1, 2, 3):
            stage = getattr(module, "evaluate_stage%d" % number, None)
            if stage is None:
                break
            found, left = call(stage, program)
            metrics.update(found)
            artifacts.update(left)
            limit = thresholds[number - 1] if number <= len(thresholds) else 0.0
            if score(found) < limit:
                artifacts["cascade"] = "stopped after stage %d: %r is below %r" % (number, score(found), limit)
                break
        leave({"metrics": metrics, "artifacts": artifacts})
    except Exception:
        leave({"error": traceback.format_exc(limit=-4)})


main()
