package dev.pawl.jail;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.pawl.engine.Clock;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class NamespacesTest {

  @TempDir private Path folder;

  @Test
  void advice_settingsThatForbid_namesEach() throws IOException {
    set("kernel/unprivileged_userns_clone", "0");
    set("user/max_user_namespaces", "0");
    set("kernel/apparmor_restrict_unprivileged_userns", "1");

    assertThat(Namespaces.advice(folder))
        .contains(
            "kernel.unprivileged_userns_clone=1",
            "user.max_user_namespaces=10000",
            "kernel.apparmor_restrict_unprivileged_userns=0");
  }

  @Test
  void advice_settingsThatAllow_suspectsAContainer() throws IOException {
    set("kernel/unprivileged_userns_clone", "1");
    set("user/max_user_namespaces", "9");

    assertThat(Namespaces.advice(folder)).contains("container").doesNotContain("sysctl");
  }

  /// A bubblewrap that says what it says where namespaces are forbidden.
  @Test
  void open_namespacesForbidden_fallsBackAndSaysWhy() throws Exception {
    JailsForTests.landlock();
    Path bwrap =
        Files.writeString(
            folder.resolve("bwrap"),
            "#!/bin/sh\necho 'bwrap: No permissions to create new namespace' >&2; exit 1\n");
    Files.setPosixFilePermissions(bwrap, PosixFilePermissions.fromString("rwxr-xr-x"));
    Files.setPosixFilePermissions(folder, PosixFilePermissions.fromString("rwxr-xr-x"));
    Map<String, Path> paths = new HashMap<>(JailsForTests.TOOLS.paths());
    paths.put("bwrap", bwrap);
    Tools tools = new Tools(paths);

    Jail jail = open(tools, Weakness.ACCEPTED);

    assertThat(jail.walls().jail()).isEqualTo("landlock");
    assertThat(jail.walls().missing().get(Control.DISK))
        .contains("No permissions to create new namespace", "namespaces");
    assertThatExceptionOfType(JailException.class)
        .isThrownBy(() -> open(tools, Weakness.REFUSED))
        .withMessageContaining("No permissions to create new namespace");
  }

  private static Jail open(Tools tools, Weakness weakness) throws InterruptedException {
    return Jails.open(
        tools,
        Clock.system(),
        System.getProperty("os.arch"),
        Path.of(System.getProperty("java.home")),
        weakness);
  }

  private void set(String name, String value) throws IOException {
    Path file = folder.resolve(name);
    Files.createDirectories(file.getParent());
    Files.writeString(file, value + "\n");
  }
}
