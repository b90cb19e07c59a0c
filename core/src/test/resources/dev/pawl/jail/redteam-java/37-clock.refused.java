// Main.java
public class Main {
  public static void main(String[] args) { System.out.println("BREACH sees the time " + System.currentTimeMillis()); }
}
