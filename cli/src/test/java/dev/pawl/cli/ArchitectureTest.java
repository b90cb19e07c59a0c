package dev.pawl.cli;

import static com.tngtech.archunit.core.domain.JavaCall.Predicates.target;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAPackage;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAnyPackage;
import static com.tngtech.archunit.core.domain.properties.HasName.AndFullName.Predicates.fullNameMatching;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;
import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;
import com.tngtech.archunit.library.GeneralCodingRules;
import com.tngtech.archunit.library.dependencies.SliceAssignment;
import com.tngtech.archunit.library.dependencies.SliceIdentifier;
import dev.pawl.labs.Sinner;
import java.util.List;

/// The dependency rules of `docs/architecture.md`. This module sees all others, so they are checked
/// here.
@AnalyzeClasses(packages = "dev.pawl", importOptions = ImportOption.DoNotIncludeTests.class)
class ArchitectureTest {

  private static final DescribedPredicate<JavaClass> COREWAR =
      resideInAPackage("dev.pawl.corewar..");
  private static final DescribedPredicate<JavaClass> LABS = resideInAPackage("dev.pawl.labs..");
  private static final DescribedPredicate<JavaClass> CLI = resideInAPackage("dev.pawl.cli..");
  private static final DescribedPredicate<JavaClass> LLM = resideInAPackage("dev.pawl.llm..");
  private static final DescribedPredicate<JavaClass> CORE =
      resideInAPackage("dev.pawl..")
          .and(DescribedPredicate.not(COREWAR.or(LABS).or(CLI).or(LLM)))
          .as("in core");

  /// What runs in a process of its own, inside the walls.
  private static final DescribedPredicate<JavaClass> INSIDE =
      resideInAPackage("dev.pawl.jail.inside..");

  @ArchTest
  static final ArchRule coreKnowsNoLab =
      noClasses()
          .that(CORE)
          .should()
          .dependOnClassesThat(COREWAR.or(LABS).or(CLI).or(LLM))
          .because("the engine knows nothing of Core War, labs or commands");

  @ArchTest
  static final ArchRule corewarStandsAlone =
      classes()
          .that(COREWAR)
          .should()
          .onlyDependOnClassesThat(
              COREWAR.or(resideInAnyPackage("java..", "org.jspecify.annotations..")))
          .because("Core War is useful on its own");

  @ArchTest
  static final ArchRule remoteModelsKnowOnlyCore =
      classes()
          .that(LLM)
          .should()
          .onlyDependOnClassesThat(
              LLM.or(
                  resideInAnyPackage(
                      "dev.pawl",
                      "dev.pawl.engine",
                      "java..",
                      "org.jspecify.annotations..",
                      "dev.langchain4j..",
                      "tools.jackson..")))
          .because("a broker knows time and chance, and nothing of what is asked");

  @ArchTest
  static final ArchRule onlyTheBrokerKnowsLangChain =
      noClasses()
          .that(DescribedPredicate.not(LLM))
          .should()
          .dependOnClassesThat(resideInAPackage("dev.langchain4j.."));

  @ArchTest
  static final ArchRule labsTouchNeitherJournalNorGate =
      noClasses()
          .that(LABS)
          .should()
          .dependOnClassesThat(
              resideInAnyPackage("dev.pawl.journal..", "dev.pawl.gate..", "dev.pawl.cli.."))
          .because("what is scored must not write the record of its score");

  @ArchTest
  static final ArchRule onlyTheJournalTouchesSql =
      noClasses()
          .that(DescribedPredicate.not(resideInAPackage("dev.pawl.journal..")))
          .should()
          .dependOnClassesThat(resideInAnyPackage("java.sql..", "javax.sql..", "org.sqlite.."));

  @ArchTest
  static final ArchRule onlyTheClockKnowsTheTime =
      noClasses()
          .that(CORE.or(LABS).or(LLM))
          .and(DescribedPredicate.not(fullNameMatching("dev\\.pawl\\.engine\\.Clock(\\$.*)?")))
          .should()
          .callCodeUnitWhere(
              target(
                  fullNameMatching(
                      "java\\.lang\\.System\\.(nanoTime|currentTimeMillis)\\(.*"
                          + "|java\\.time\\.\\w+\\.now\\(.*"
                          + "|java\\.time\\.Clock\\.system.*"
                          + "|java\\.util\\.Date\\.<init>\\(\\)")))
          .because("nothing that is decided may depend on the time; the clock is passed in");

  @ArchTest
  static final ArchRule chanceIsComputed =
      noClasses()
          .that(CORE.or(LABS).or(LLM))
          .should()
          .callCodeUnitWhere(
              target(
                  fullNameMatching(
                      "java\\.lang\\.Math\\.random\\(.*"
                          + "|java\\.util\\.(Random|SplittableRandom)\\.<init>\\(.*"
                          + "|java\\.security\\.SecureRandom\\..*"
                          + "|java\\.util\\.concurrent\\.ThreadLocalRandom\\..*"
                          + "|java\\.util\\.UUID\\.randomUUID\\(.*"
                          + "|java\\.util\\.random\\.RandomGenerator(Factory)?\\.(of|create|getDefault)\\(.*"
                          + "|java\\.util\\.Collections\\.shuffle\\(java\\.util\\.List\\)")))
          .because("every draw is a pure function of seed, ticket and purpose: use dev.pawl.Draw");

  @ArchTest
  static final ArchRule onlyCommandsPrint =
      noClasses()
          .that(
              DescribedPredicate.not(
                  INSIDE.or(fullNameMatching("dev\\.pawl\\.lm\\.train\\.Worker"))))
          .should(GeneralCodingRules.ACCESS_STANDARD_STREAMS)
          .because(
              "commands print through picocli, all else returns what it has to say; but to a process that trains,"
                  + " or is in a jail, they are the line to its parent");

  @ArchTest
  static final ArchRule onlyTheEntryEndsTheProcess =
      noClasses()
          .that(DescribedPredicate.not(INSIDE.or(fullNameMatching("dev\\.pawl\\.cli\\.Pawl"))))
          .should()
          .callMethod(System.class, "exit", int.class);

  @ArchTest
  static final ArchRule noPackageCycles =
      slices().assignedFrom(new EachPackage()).should().beFreeOfCycles();

  @ArchTest
  static void rulesBroken_areNoticed(JavaClasses all) {
    JavaClasses sinner = new ClassFileImporter().importClasses(Sinner.class);
    for (ArchRule rule :
        List.of(
            labsTouchNeitherJournalNorGate,
            onlyTheJournalTouchesSql,
            onlyTheClockKnowsTheTime,
            chanceIsComputed,
            onlyCommandsPrint,
            onlyTheEntryEndsTheProcess)) {
      assertThat(rule.evaluate(sinner).hasViolation()).as(rule.getDescription()).isTrue();
    }
    assertThat(all.size()).isGreaterThan(100);
  }

  private static final class EachPackage implements SliceAssignment {
    @Override
    public SliceIdentifier getIdentifierOf(JavaClass javaClass) {
      return SliceIdentifier.of(javaClass.getPackageName());
    }

    @Override
    public String getDescription() {
      return "each package";
    }
  }
}
