// Main.java
// unmetered
public class Main {
  public static void main(String[] args) {
    for (String name : new String[] {"JAVA_TOOL_OPTIONS", "JDK_JAVA_OPTIONS", "_JAVA_OPTIONS", "CLASSPATH"}) {
      if (System.getenv(name) != null) { System.out.println("BREACH has " + name); }
    }
  }
}
