"""Stands in for the package that evaluators of ShinkaEvolve import."""
