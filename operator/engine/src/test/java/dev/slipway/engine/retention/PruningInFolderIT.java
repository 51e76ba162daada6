package dev.slipway.engine.retention;

import dev.slipway.engine.store.DirectoryStore;
import dev.slipway.engine.store.ObjectStore;
import java.nio.file.Path;
import org.junit.jupiter.api.io.TempDir;

class PruningInFolderIT implements PruningContract {
  @TempDir private Path folder;

  @Override
  public ObjectStore store() {
    return new DirectoryStore(folder);
  }
}
