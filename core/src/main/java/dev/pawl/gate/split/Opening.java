package dev.pawl.gate.split;

import dev.pawl.Hash;

/// That sealed tasks were opened: recorded before the first of them exists.
///
/// @param split which sealed tasks
/// @param number the how manieth opening of them, from 1
/// @param frozen the number of the record that froze the candidate
/// @param secret the commitment of the secret that the tasks are drawn with
public record Opening(
    String split,
    int number,
    Purpose purpose,
    Hash candidate,
    long frozen,
    int tasksMax,
    Hash secret) {}
