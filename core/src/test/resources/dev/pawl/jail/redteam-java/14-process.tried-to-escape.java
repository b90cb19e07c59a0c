// Main.java
public class Main {
  public static void main(String[] args) throws Exception {
    new ProcessBuilder("/bin/sleep", "100").start();
    System.out.println("BREACH has a process");
  }
}
