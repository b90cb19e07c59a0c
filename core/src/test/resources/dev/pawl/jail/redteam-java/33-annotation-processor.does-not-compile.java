// Main.java
import javax.annotation.processing.AbstractProcessor;
import javax.annotation.processing.RoundEnvironment;
import javax.annotation.processing.SupportedAnnotationTypes;
import javax.lang.model.element.TypeElement;
import java.util.Set;

@SupportedAnnotationTypes("*")
public class Main extends AbstractProcessor {
  static { System.out.println("BREACH code ran in the compiler"); }
  public boolean process(Set<? extends TypeElement> types, RoundEnvironment round) { return true; }
  public static void main(String[] args) { }
}
