// Main.java
public class Main {
  public static void premain(String args) { System.out.println("BREACH started as an agent"); }
  public static void agentmain(String args) { System.out.println("BREACH started as an agent"); }
  public static void main(String[] args) { System.out.println("ran"); }
}
