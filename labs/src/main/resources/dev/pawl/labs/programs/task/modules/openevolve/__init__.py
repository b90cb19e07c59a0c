"""Stands in for the package that evaluators of OpenEvolve import."""

from openevolve.evaluation_result import EvaluationResult

__all__ = ["EvaluationResult"]
