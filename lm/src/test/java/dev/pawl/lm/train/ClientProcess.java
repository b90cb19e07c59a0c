package dev.pawl.lm.train;

import dev.pawl.Hash;
import dev.pawl.lm.train.WorkerTrainer.Launch;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Objects;

/// A process that trains with a worker, tells what it got and whether libtorch is in it, and then
/// waits to be killed.
final class ClientProcess {

  private ClientProcess() {}

  static void main() throws Exception {
    try (WorkerTrainer trainer = new WorkerTrainer(new Launch(1))) {
      Trained trained = trainer.train(WorkerTrainerTest.job(12), progress -> {}, () -> false);
      System.out.println(hash(trained));
      System.out.println(libtorchLoaded());
      System.out.println(Objects.requireNonNull(trainer.worker()).pid());
      Thread.sleep(Long.MAX_VALUE);
    }
  }

  static Hash hash(Trained trained) {
    return Hash.of(Wire.bytes(out -> Wire.write(out, trained)));
  }

  /// False also where the system does not tell what a process has loaded.
  private static boolean libtorchLoaded() throws Exception {
    Path maps = Path.of("/proc/self/maps");
    return Files.exists(maps) && Files.readString(maps).contains("libtorch");
  }
}
