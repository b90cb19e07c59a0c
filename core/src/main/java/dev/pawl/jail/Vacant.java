package dev.pawl.jail;

import java.io.IOException;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// Walls that stand around nobody: a shell of ours waits in them.
///
/// @param inmate the shell, which becomes the program
/// @param place where the program's files will be
/// @param group its control group, if it has one; without limits so far
/// @param world what is inside
/// @param owner the user that will read the files, if it is not this one
/// @param walls what they are made of
record Vacant(
    Inmate inmate,
    Workplace place,
    @Nullable ControlGroup group,
    World world,
    Optional<Integer> owner,
    Walls walls)
    implements AutoCloseable {

  /// Whether the shell waits.
  boolean isReady() {
    return inmate.process().isAlive();
  }

  /// Moves `job` in, whose files are legal and whose shape is that of these walls. To be called
  /// once.
  Prepared occupy(Job job) {
    try {
      place.fill(job.files(), owner);
      place.write("start/job", Bytes.of(world.start(job)).array());
      if (group != null) {
        group.limit(job.restrictions(), World.PROCESSES);
      }
      return new Prepared(inmate, place, group, job.restrictions(), walls);
    } catch (IOException e) {
      close();
      throw new JailException("cannot limit a control group: " + e, e);
    } catch (RuntimeException e) {
      close();
      throw e;
    }
  }

  @Override
  public void close() {
    new Prepared(inmate, place, group, Restrictions.DEFAULT, walls).close();
  }
}
