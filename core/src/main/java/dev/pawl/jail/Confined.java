package dev.pawl.jail;

import java.util.ArrayList;
import java.util.List;

/// The command line of a program whose walls stand already: a shell waits for a line, until it has
/// been put into its control group, `setpriv` stops being root and asks to die with the thread that
/// started it, `prlimit` bounds what only a process can have.
///
/// @param tools where the programs are
/// @param root whether this process is root
/// @param alone whether there is no control group
record Confined(Tools tools, boolean root, boolean alone) {

  /// The limit counts all threads of the user, so it must leave room for those that others start.
  private static final int OTHERS_MORE = 300;

  private static final String WAIT = "read -r go || exit 125; exec \"$@\"";

  List<String> command(Job job) {
    List<String> all = new ArrayList<>();
    all.addAll(List.of(tool("sh"), "-c", WAIT, "sh", tool("setpriv"), "--pdeathsig", "KILL"));
    if (root) {
      String name = Integer.toString(BubblewrapJail.USER);
      all.addAll(List.of("--reuid", name, "--regid", name, "--clear-groups"));
      all.addAll(List.of("--inh-caps=-all", "--bounding-set=-all"));
    }
    all.addAll(List.of("--", tool("prlimit")));
    World.limits(all, job.restrictions());
    if (alone) {
      int others = root ? 0 : Privilege.threadsOf(Privilege.user()) + OTHERS_MORE;
      all.add("--nproc=" + (others + job.restrictions().processes()));
      all.add("--data=" + job.restrictions().memoryBytes());
    }
    all.addAll(job.command());
    return all;
  }

  private String tool(String name) {
    return tools.require(name, "run `pawl doctor`");
  }
}
