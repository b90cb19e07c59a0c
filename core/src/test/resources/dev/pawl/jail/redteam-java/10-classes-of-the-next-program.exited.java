// Main.java
// unmetered
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

public class Main {
  public static void main(String[] args) {
    for (String file : new String[] {"/candidate/Main.class", "/candidate/dev/pawl/jail/Cradle.class", "/candidate/java/lang/Evil.class", "/start/job"}) {
      try {
        Files.writeString(Path.of(file), "evil");
        System.out.println("BREACH wrote " + file);
      } catch (IOException e) {
        System.out.println("closed");
      }
    }
  }
}
