// Main.java
public class Main {
  public static void main(String[] args) throws Exception {
    new java.net.Socket("127.0.0.1", 80).close();
    System.out.println("BREACH has a network");
  }
}
