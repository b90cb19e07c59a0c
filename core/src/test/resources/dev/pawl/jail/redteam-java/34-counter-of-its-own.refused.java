// dev/pawl/jail/inside/Steps.java
package dev.pawl.jail.inside;

public class Steps {
  public static void take() { }
  public static int enter(int levels) { return 0; }
  public static void leave(int before) { }
  public static void main(String[] args) { System.out.println("BREACH counts for itself"); }
}
