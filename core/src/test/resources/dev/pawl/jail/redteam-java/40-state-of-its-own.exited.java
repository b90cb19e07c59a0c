// Main.java
import java.util.ArrayList;
import java.util.List;

public class Main {
  static final List<String> SEEN = new ArrayList<>();
  enum Memory { CELL; String text = ""; }
  public static void main(String[] args) throws Exception {
    if (!SEEN.isEmpty() || !Memory.CELL.text.isEmpty()) { System.out.println("BREACH remembers"); }
    SEEN.add("me");
    Memory.CELL.text = "me";
    while (System.in.read() >= 0) { }
    System.out.close();
    System.err.close();
    System.in.close();
  }
}
