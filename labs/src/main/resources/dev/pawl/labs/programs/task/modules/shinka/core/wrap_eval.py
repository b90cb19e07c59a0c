"""Stands in for `run_shinka_eval`: calls one function of a program some times, has
the results checked and summed up, and writes correct.json and metrics.json.

Trials run one after the other, whatever `run_workers` says, and all of them:
early stopping is not offered.
"""

import importlib.util
import json
import math
import os
import pickle
import statistics
import sys
import time
import traceback


def load_program(program_path):
    spec = importlib.util.spec_from_file_location("program", program_path)
    if spec is None or spec.loader is None:
        raise ImportError("%s cannot be imported; is it Python?" % program_path)
    module = importlib.util.module_from_spec(spec)
    sys.modules["program"] = module
    spec.loader.exec_module(module)
    return module


def save_json_results(results_dir, metrics, correct, error=None):
    os.makedirs(results_dir, exist_ok=True)
    with open(os.path.join(results_dir, "correct.json"), "w", encoding="utf-8") as out:
        json.dump({"correct": bool(correct), "error": error}, out)
    with open(os.path.join(results_dir, "metrics.json"), "w", encoding="utf-8") as out:
        json.dump(metrics, out, default=_plain)


def run_shinka_eval(
    program_path,
    results_dir,
    experiment_fn_name,
    num_runs,
    get_experiment_kwargs=None,
    aggregate_metrics_fn=None,
    validate_fn=None,
    plotting_fn=None,
    default_metrics_on_error=None,
    early_stop_method=None,
    early_stop_threshold=None,
    early_stop_score_fn=None,
    early_stop_kwargs=None,
    run_workers=1,
    max_workers_cap=None,
    **unknown,
):
    metrics, error = {}, None
    results, seconds, complaints = [], [], []
    try:
        function = getattr(load_program(program_path), experiment_fn_name)
        for number in range(num_runs):
            kwargs = get_experiment_kwargs(number) if get_experiment_kwargs else {"seed": number + 1}
            start = time.perf_counter()
            result = function(**kwargs)
            seconds.append(time.perf_counter() - start)
            results.append(result)
            if validate_fn is not None:
                complaint = _complaint(validate_fn(result))
                if complaint is not None:
                    complaints.append(complaint)
        error = complaints[0] if complaints else None
        metrics = dict(aggregate_metrics_fn(results)) if aggregate_metrics_fn else {"combined_score": 0.0}
    except Exception as e:
        error = "%s: %s\n%s" % (type(e).__name__, e, traceback.format_exc(limit=-3))
        metrics = dict(default_metrics_on_error or {"combined_score": 0.0})
    score = metrics.get("combined_score")
    if error is None and not (isinstance(score, (int, float)) or hasattr(score, "item")):
        error = "combined_score is %r; a number is expected" % (score,)
    elif error is None and not math.isfinite(score):
        error = "combined_score is %r" % score
    _keep_extra(metrics, results_dir)
    if seconds:
        metrics["execution_time_mean"] = statistics.mean(seconds)
        metrics["execution_time_std"] = statistics.pstdev(seconds)
    metrics["num_valid_runs"] = len(results) - len(complaints)
    metrics["num_invalid_runs"] = len(complaints)
    metrics["all_validation_errors"] = sorted(set(complaints))
    if plotting_fn is not None and error is None:
        print("plots are not drawn here", file=sys.stderr)
    save_json_results(results_dir, metrics, error is None, error)
    return metrics, error is None, error


def _complaint(verdict):
    """Why a result is not valid; None if it is."""
    valid, why = verdict if isinstance(verdict, tuple) else (verdict, None)
    return None if valid else str(why or "the result is not valid")


def _keep_extra(metrics, results_dir):
    extra = metrics.pop("extra_data", None)
    if extra is not None:
        os.makedirs(results_dir, exist_ok=True)
        with open(os.path.join(results_dir, "extra.pkl"), "wb") as out:
            pickle.dump(extra, out)


def _plain(x):
    return x.tolist() if hasattr(x, "tolist") else repr(x)
