"""The one function that evaluators of ShinkaEvolve import."""

from shinka.core.wrap_eval import run_shinka_eval

__all__ = ["run_shinka_eval"]
