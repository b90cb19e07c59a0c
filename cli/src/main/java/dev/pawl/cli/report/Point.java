package dev.pawl.cli.report;

/// A point of a curve.
record Point(double x, double y) {}
