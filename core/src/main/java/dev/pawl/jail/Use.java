package dev.pawl.jail;

/// What a jailed program used, measured from outside.
///
/// @param wallMillis from the start of its command to the death of everything inside
/// @param cpuMillis of all its processes; of those that were seen, where there is no control group
/// @param memoryBytesPeak the most at once, files that it wrote included; 0 if nobody could measure
public record Use(long wallMillis, long cpuMillis, long memoryBytesPeak) {

  static final Use NONE = new Use(0, 0, 0);
}
