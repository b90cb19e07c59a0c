package dev.pawl.jail;

/// What an attack on one wall found.
///
/// @param control which wall
/// @param holds whether it stood
/// @param found what happened
/// @param remedy how to get the control where it is missing
public record Finding(Control control, boolean holds, String found, String remedy) {

  static Finding holds(Control control, String found) {
    return new Finding(control, true, found, "");
  }

  static Finding missing(Control control, String found, String remedy) {
    return new Finding(control, false, found, remedy);
  }
}
