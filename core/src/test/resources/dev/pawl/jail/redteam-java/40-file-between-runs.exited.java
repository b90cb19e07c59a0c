// Main.java
// unmetered
import java.nio.file.Files;
import java.nio.file.Path;

public class Main {
  public static void main(String[] args) throws Exception {
    for (String folder : new String[] {"/tmp", "/dev/shm", "/out"}) {
      Path mark = Path.of(folder, "seen");
      if (Files.exists(mark)) { System.out.println("BREACH remembers in " + folder); }
      try { Files.writeString(mark, "me"); } catch (java.io.IOException e) { System.out.println("closed"); }
    }
  }
}
