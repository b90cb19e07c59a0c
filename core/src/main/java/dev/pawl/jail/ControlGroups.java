package dev.pawl.jail;

import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicLong;

/// Where this process may make control groups: always below a group that holds it already, so that
/// limits which others set for it go on to hold.
///
/// Version 1 has a tree for each controller. Version 2 has one tree, in which a group with members
/// cannot hand controllers down; so the nearest ancestor is used that hands down memory and
/// processes, as `systemd` makes for services and for a user's session.
final class ControlGroups {

  private static final List<String> JOIN =
      List.of("/bin/sh", "-c", "for door; do echo $$ >\"$door\" || exit 1; done", "sh");

  private static final AtomicLong NEXT = new AtomicLong();

  private final int version;
  private final Map<String, Path> parents;
  private final String prefix;

  private ControlGroups(int version, Map<String, Path> parents, long pid) {
    this.version = version;
    this.parents = parents;
    prefix = "pawl-%d-".formatted(pid);
  }

  /// Those of this process, if it may make any.
  static Optional<ControlGroups> ofThisProcess() {
    return of(Path.of("/proc/self"), ProcessHandle.current().pid());
  }

  /// @param proc where `cgroup` and `mountinfo` are
  static Optional<ControlGroups> of(Path proc, long pid) {
    try {
      List<String> memberships = Files.readAllLines(proc.resolve("cgroup"));
      List<Mount> mounts = mounts(Files.readAllLines(proc.resolve("mountinfo")));
      return first(memberships, mounts, pid)
          .or(() -> second(memberships, mounts, pid))
          .filter(ControlGroups::works);
    } catch (IOException e) {
      return Optional.empty();
    }
  }

  /// The group that `pid` was put into by somebody else, if it is not that of this process: to be
  /// read, not to be removed.
  ///
  /// @param proc where `PID/cgroup` and `self/mountinfo` are
  static Optional<ControlGroup> holding(Path proc, long pid) {
    try {
      List<Mount> mounts = mounts(Files.readAllLines(proc.resolve("self/mountinfo")));
      Optional<ControlGroup> group =
          group(Files.readAllLines(proc.resolve(Long.toString(pid)).resolve("cgroup")), mounts);
      Optional<ControlGroup> own = group(Files.readAllLines(proc.resolve("self/cgroup")), mounts);
      return group.equals(own) ? Optional.empty() : group;
    } catch (IOException e) {
      return Optional.empty();
    }
  }

  private static Optional<ControlGroup> group(List<String> memberships, List<Mount> mounts) {
    Map<String, Path> folders = folders(memberships, mounts);
    int version = folders.containsKey("memory") ? 1 : 2;
    if (version == 2) {
      memberships.stream()
          .filter(each -> each.startsWith("0::"))
          .findFirst()
          .flatMap(own ->
              mounts.stream()
                  .filter(mount -> mount.type().equals("cgroup2"))
                  .findFirst()
                  .map(mount -> mount.folder(own.substring(3))))
          .ifPresent(folder ->
              List.of("memory", "pids", "cpu").forEach(each -> folders.put(each, folder)));
    }
    List<ControlGroup.Folder> all =
        folders.entrySet().stream()
            .map(each -> new ControlGroup.Folder(each.getKey(), each.getValue()))
            .toList();
    return all.isEmpty() ? Optional.empty() : Optional.of(new ControlGroup(version, all));
  }

  /// A new, empty group without limits.
  ControlGroup make() throws IOException {
    String name = prefix + NEXT.incrementAndGet();
    List<ControlGroup.Folder> folders = new ArrayList<>();
    ControlGroup group = new ControlGroup(version, folders);
    try {
      for (Map.Entry<String, Path> parent : parents.entrySet()) {
        Path folder = parent.getValue().resolve(name);
        if (!Files.isDirectory(folder)) {
          Files.createDirectory(folder);
        }
        folders.add(new ControlGroup.Folder(parent.getKey(), folder));
      }
      return group;
    } catch (IOException e) {
      group.close();
      throw e;
    }
  }

  /// A new, empty group with limits.
  ///
  /// @param own processes of the jail itself that will be members, too
  ControlGroup limited(Restrictions restrictions, int own) {
    try {
      ControlGroup group = make();
      group.limit(restrictions, own);
      return group;
    } catch (IOException e) {
      throw new JailException("cannot make a control group: " + e, e);
    }
  }

  /// Removes what earlier processes left that were killed.
  void sweep() {
    for (Path parent : parents.values()) {
      try (DirectoryStream<Path> left = Files.newDirectoryStream(parent, "pawl-*")) {
        for (Path folder : left) {
          String[] words = folder.getFileName().toString().split("-", -1);
          if (words.length == 3 && ProcessHandle.of(Long.parseLong(words[1])).isEmpty()) {
            Files.delete(folder);
          }
        }
      } catch (IOException | NumberFormatException e) {
        // It is used, or not ours.
      }
    }
  }

  private boolean works() {
    try (ControlGroup group = make()) {
      group.limit(Restrictions.DEFAULT, 0);
      List<String> join = new ArrayList<>(JOIN);
      group.doors().forEach(door -> join.add(door.toString()));
      return new ProcessBuilder(join).start().waitFor() == 0;
    } catch (IOException e) {
      return false;
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return false;
    }
  }

  private static Optional<ControlGroups> first(
      List<String> memberships, List<Mount> mounts, long pid) {
    Map<String, Path> parents = folders(memberships, mounts);
    parents.values().removeIf(folder -> !Files.isWritable(folder));
    return parents.containsKey("memory") && parents.containsKey("pids")
        ? Optional.of(new ControlGroups(1, parents, pid))
        : Optional.empty();
  }

  /// By controller, in trees of version 1.
  private static Map<String, Path> folders(List<String> memberships, List<Mount> mounts) {
    Map<String, Path> folders = new LinkedHashMap<>();
    for (String membership : memberships) {
      String[] parts = membership.split(":", 3);
      for (String controller : parts[1].split(",", -1)) {
        if (List.of("memory", "pids", "cpu", "cpuacct").contains(controller)) {
          mounts.stream()
              .filter(mount -> mount.type().equals("cgroup") && mount.has(controller))
              .findFirst()
              .map(mount -> mount.folder(parts[2]))
              .ifPresent(folder -> folders.put(controller, folder));
        }
      }
    }
    return folders;
  }

  private static Optional<ControlGroups> second(
      List<String> memberships, List<Mount> mounts, long pid) {
    Optional<Mount> mount = mounts.stream().filter(m -> m.type().equals("cgroup2")).findFirst();
    Optional<String> own =
        memberships.stream().filter(m -> m.startsWith("0::")).map(m -> m.substring(3)).findFirst();
    if (mount.isEmpty() || own.isEmpty()) {
      return Optional.empty();
    }
    Path top = mount.get().point();
    for (Path folder = mount.get().folder(own.get());
        folder != null && folder.startsWith(top);
        folder = folder.getParent()) {
      List<String> handed = handed(folder);
      if (handed.containsAll(List.of("memory", "pids"))
          && Files.isWritable(folder)
          && Files.isWritable(folder.resolve("cgroup.procs"))) {
        Map<String, Path> parents = new LinkedHashMap<>();
        for (String controller : List.of("memory", "pids", "cpu")) {
          if (handed.contains(controller)) {
            parents.put(controller, folder);
          }
        }
        return Optional.of(new ControlGroups(2, parents, pid));
      }
    }
    return Optional.empty();
  }

  private static List<String> handed(Path folder) {
    try {
      return List.of(
          Files.readString(folder.resolve("cgroup.subtree_control")).strip().split(" ", -1));
    } catch (IOException e) {
      return List.of();
    }
  }

  private static List<Mount> mounts(List<String> lines) {
    List<Mount> mounts = new ArrayList<>();
    for (String line : lines) {
      String[] sides = line.split(" - ", 2);
      String[] left = sides[0].split(" ", -1);
      String[] right = sides.length == 2 ? sides[1].split(" ", -1) : new String[0];
      if (left.length > 4 && right.length > 2 && right[0].startsWith("cgroup")) {
        mounts.add(
            new Mount(right[0], left[3], Path.of(left[4]), List.of(right[2].split(",", -1))));
      }
    }
    return mounts;
  }

  /// @param root which part of the tree is seen there
  private record Mount(String type, String root, Path point, List<String> options) {

    boolean has(String controller) {
      return options.contains(controller);
    }

    /// The folder of a group, given as `/proc/self/cgroup` does.
    Path folder(String group) {
      String inside =
          group.startsWith(root) && !root.equals("/") ? group.substring(root.length()) : group;
      Path folder = point.resolve(inside.replaceFirst("^/+", ""));
      return Files.isDirectory(folder) ? folder : point;
    }
  }
}
