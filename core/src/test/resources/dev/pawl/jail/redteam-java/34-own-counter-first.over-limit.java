// Main.java
public class Main {
  static class Steps { static void take() { } static int enter(int levels) { return 0; } }
  static class Stop extends Error { }
  public static void main(String[] args) {
    while (true) { try { while (true) { Steps.take(); } } catch (Stop e) { } catch (Error e) { System.out.println("BREACH went on"); } }
  }
}
