// Main.java
public class Main {
  public static void main(String[] args) {
    new Thread(() -> System.out.println("BREACH works beside its clock")).start();
  }
}
