package dev.slipway.engine.apply;

import dev.slipway.engine.file.Digest;
import dev.slipway.engine.file.MigrationFileReader;
import dev.slipway.engine.undo.UndoKeeper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** Keeps undo files in a folder of the test's, one after the other. */
final class KeptFiles implements UndoKeeper {
  private final Path folder;
  private final List<Path> kept = new ArrayList<>();

  KeptFiles(Path folder) {
    this.folder = folder;
  }

  @Override
  public void keep(Path file, Digest digest) throws IOException {
    var name = folder.resolve(kept.size() + "-" + digest.fileName());
    Files.copy(file, name);
    kept.add(name);
  }

  @Override
  public Path scratch() {
    return folder;
  }

  Path last() {
    return kept.getLast();
  }

  Path at(int number) {
    return kept.get(number);
  }

  /** Another keeper, whose last file is that of this number; what it keeps it puts elsewhere. */
  KeptFiles upTo(int number) {
    var other = new KeptFiles(folder.resolve("after-" + number));
    other.folder.toFile().mkdirs();
    other.kept.addAll(kept.subList(0, number + 1));
    return other;
  }

  MigrationFileReader open() {
    return MigrationFileReader.open(last());
  }
}
