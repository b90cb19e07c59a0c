// java/lang/Shadow.java
package java.lang;

public class Shadow {
  public static void main(String[] args) { System.out.println("BREACH is in java.lang"); }
}
