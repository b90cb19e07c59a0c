// Main.java
import java.lang.foreign.MemorySegment;

public class Main {
  public static void main(String[] args) {
    System.out.println("BREACH sees memory " + MemorySegment.ofAddress(4096).reinterpret(8));
  }
}
