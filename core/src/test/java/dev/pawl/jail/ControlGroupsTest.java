package dev.pawl.jail;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Where groups are made and what is written there, on a copy of the files of a control group file
/// system. That limits hold is shown by the red team, where this machine has control groups.
class ControlGroupsTest {

  private static final Restrictions LIMITS =
      Restrictions.DEFAULT
          .withTime(Duration.ofSeconds(1), Duration.ofSeconds(1))
          .withMemory(64 << 20, 10);

  @TempDir Path machine;
  private Path proc;
  private Path tree;

  @BeforeEach
  void setUp() throws IOException {
    proc = Files.createDirectories(machine.resolve("proc"));
    tree = Files.createDirectories(machine.resolve("tree"));
  }

  @Test
  void of_versionTwo_takesTheNearestAncestorThatHandsControllersDown() throws IOException {
    folder("", "cpu memory pids");
    folder("user.slice", "cpu memory pids");
    folder("user.slice/app.scope", "");
    proc("0::/user.slice/app.scope\n", "30 23 0:26 / %s rw - cgroup2 cgroup2 rw\n");

    ControlGroup group = ControlGroups.of(proc, 4711).orElseThrow().limited(LIMITS, 2);

    Path made = group.folders().getFirst().path();
    assertThat(group.doors()).hasSize(1);
    assertThat(made.getParent()).isEqualTo(tree.resolve("user.slice"));
    assertThat(made.resolve("memory.max")).hasContent("67108864");
    assertThat(made.resolve("pids.max")).hasContent("12");
  }

  @Test
  void of_versionTwoNotHandedDown_findsNone() throws IOException {
    folder("", "");
    folder("app.scope", "");
    proc("0::/app.scope\n", "30 23 0:26 / %s rw - cgroup2 cgroup2 rw\n");

    assertThat(ControlGroups.of(proc, 4711)).isEmpty();
  }

  @Test
  void of_versionOneInAContainer_takesItsPartOfEachTree() throws IOException {
    for (String controller : new String[] {"memory", "pids", "cpuacct"}) {
      Files.createDirectories(tree.resolve(controller));
    }
    proc(
        "3:memory:/docker/abc\n2:pids:/docker/abc\n1:cpuacct:/docker/abc\n0::/\n",
        """
        31 23 0:27 /docker/abc %1$s/memory rw - cgroup cgroup rw,memory
        32 23 0:28 /docker/abc %1$s/pids rw - cgroup cgroup rw,pids
        33 23 0:29 /docker/abc %1$s/cpuacct rw - cgroup cgroup rw,cpuacct
        """);

    ControlGroup group = ControlGroups.of(proc, 4711).orElseThrow().limited(LIMITS, 0);

    assertThat(group.folders())
        .extracting(folder -> folder.path().resolveSibling(""))
        .containsExactly(tree.resolve("memory"), tree.resolve("pids"), tree.resolve("cpuacct"));
    assertThat(group.doors().getFirst().resolveSibling("memory.limit_in_bytes"))
        .hasContent("67108864");
  }

  @Test
  void group_versionTwo_tellsUseAndWhatWasReached() throws IOException {
    folder("", "memory pids");
    proc("0::/\n", "30 23 0:26 / %s rw - cgroup2 cgroup2 rw\n");
    ControlGroup group = ControlGroups.of(proc, 4711).orElseThrow().limited(LIMITS, 0);
    Path made = group.folders().getFirst().path();

    assertThat(group.ranOutOfMemory() || group.ranOutOfProcesses()).isFalse();
    Files.writeString(made.resolve("cpu.stat"), "usage_usec 1234567\nuser_usec 1000000\n");
    Files.writeString(made.resolve("memory.peak"), "4096\n");
    Files.writeString(made.resolve("memory.events"), "low 0\nmax 7\noom 1\noom_kill 1\n");
    Files.writeString(made.resolve("pids.events"), "max 3\n");

    assertThat(group.cpuMillis()).contains(1234L);
    assertThat(group.memoryBytesPeak()).contains(4096L);
    assertThat(group.ranOutOfMemory()).isTrue();
    assertThat(group.ranOutOfProcesses()).isTrue();
  }

  private void folder(String name, String handedDown) throws IOException {
    Path folder = Files.createDirectories(tree.resolve(name));
    Files.writeString(folder.resolve("cgroup.subtree_control"), handedDown + "\n");
    Files.writeString(folder.resolve("cgroup.procs"), "");
  }

  private void proc(String memberships, String mounts) throws IOException {
    Files.writeString(proc.resolve("cgroup"), memberships);
    Files.writeString(proc.resolve("mountinfo"), mounts.formatted(tree));
  }
}
