package dev.slipway.engine.store;

import static org.assertj.core.api.Assertions.assertThat;

import dev.slipway.engine.FailureCode;
import dev.slipway.testkit.Scratch;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class DirectoryStoreIT implements ObjectStoreContract {
  private final Path outside = Scratch.folder("outside");
  private final Path folder = outside.resolve("store");
  private final DirectoryStore store = new DirectoryStore(folder);

  @Override
  public ObjectStore store() {
    return store;
  }

  @ParameterizedTest
  @ValueSource(strings = {"../key", "a/../../key", "/etc/key", "", "a//b", "./a", "a/"})
  void refusesAKeyThatMayLeaveItsFolder(String key) {
    assertThat(Failures.codeOf(() -> store.create(key))).isEqualTo(FailureCode.ORDER_INVALID);
    assertThat(Failures.codeOf(() -> store.read(key))).isEqualTo(FailureCode.ORDER_INVALID);
    assertThat(Failures.codeOf(() -> store.delete(key))).isEqualTo(FailureCode.ORDER_INVALID);
  }

  @Test
  void refusesAKeyThatGoesThroughALinkOutOfItsFolder() throws Exception {
    Files.createDirectories(folder);
    Files.createSymbolicLink(folder.resolve("link"), outside);

    var refusal = Failures.codeOf(() -> store.create("link/key"));

    assertThat(refusal).isEqualTo(FailureCode.ORDER_INVALID);
  }

  @Test
  void leavesNoUnfinishedFileBehind() throws Exception {
    try (var sink = store.create("key")) {
      sink.stream().write(1);
    }

    try (var files = Files.list(folder)) {
      assertThat(files).isEmpty();
    }
  }
}
