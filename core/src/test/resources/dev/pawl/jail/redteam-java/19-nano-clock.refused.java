// Main.java
public class Main {
  public static void main(String[] args) {
    long start = System.nanoTime();
    System.out.println("BREACH measures itself: " + (System.nanoTime() - start));
  }
}
