// Main.java
public class Main {
  public static void main(String[] args) {
    dev.pawl.jail.inside.Steps.weigh(Integer.MIN_VALUE);
    System.out.println("BREACH took steps back");
  }
}
