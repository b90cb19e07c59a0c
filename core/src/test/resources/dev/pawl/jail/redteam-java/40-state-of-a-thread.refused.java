// Main.java
public class Main {
  static final ThreadLocal<String> LOCAL = new ThreadLocal<>();
  public static void main(String[] args) {
    if (LOCAL.get() != null) { System.out.println("BREACH remembers"); }
    LOCAL.set("me");
  }
}
