// Main.java
public class Main {
  public static void main(String[] args) {
    if (System.getProperty("seen") != null) { System.out.println("BREACH remembers"); }
    System.setProperty("seen", "me");
  }
}
