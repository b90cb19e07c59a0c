package dev.pawl.cli.report;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

class ArmTest {

  @Test
  void of_studiesThatDifferInSeedOnly_areOneArm() {
    List<Arm> arms =
        Arm.of(
            List.of(
                run("drq-seed1", 1, "{\"history\":3,\"seed\":1}"),
                run("drq-seed2", 2, "{\"seed\":2,\"history\":3}")));

    assertThat(arms).hasSize(1);
    assertThat(arms.getFirst().label()).isEqualTo("drq");
    assertThat(arms.getFirst().runs()).hasSize(2);
  }

  @Test
  void of_studiesThatDiffer_areArmsNamedByTheirRuns() {
    List<Arm> arms =
        Arm.of(
            List.of(
                run("full-1", 1, "{\"history\":20,\"archive\":{\"kind\":\"grid\"}}"),
                run("short-1", 1, "{\"history\":1,\"archive\":{\"kind\":\"grid\"}}"),
                run("full-2", 2, "{\"history\":20,\"archive\":{\"kind\":\"grid\"}}")));

    assertThat(arms).extracting(Arm::label).containsExactly("full", "short");
    assertThat(arms).extracting(Arm::differences).containsExactly("history 20", "history 1");
  }

  @Test
  void of_namesThatDoNotTell_areReplacedByTheDifference() {
    List<Arm> arms =
        Arm.of(
            List.of(
                run("a1", 1, "{\"archive\":{\"kind\":\"grid\"}}"),
                run("a2", 2, "{\"archive\":{\"kind\":\"islands\"}}")));

    assertThat(arms)
        .extracting(Arm::label)
        .containsExactly("archive.kind grid", "archive.kind islands");
  }

  @Test
  void of_sameSeedTwice_countsTheLongerOnly() {
    Run shorter = run("a", 1, "{}");
    Run longer = new Story().started("x", 1, "{}").declined("p", "r").declined("p", "r").run("b");

    Arm arm = Arm.of(List.of(shorter, longer)).getFirst();

    assertThat(arm.runs()).containsExactly(longer);
    assertThat(arm.twins()).containsExactly(shorter);
  }

  @Test
  void of_studyThatIsNoJson_isTakenAsItIs() {
    assertThat(Arm.of(List.of(run("a", 1, "{nonsense"), run("b", 2, "{nonsense")))).hasSize(1);
  }

  private static Run run(String name, long seed, String study) {
    return new Story().started("x", seed, study).declined("p", "r").run(name);
  }
}
