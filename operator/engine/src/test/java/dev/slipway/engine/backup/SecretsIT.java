package dev.slipway.engine.backup;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.read.ListAppender;
import com.github.luben.zstd.ZstdInputStream;
import dev.slipway.engine.storage.StorageFolder;
import dev.slipway.engine.store.Failures;
import dev.slipway.testkit.Scratch;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.slf4j.LoggerFactory;

/** A password is searched for where it must not be. */
class SecretsIT {
  private final BackupBench bench = new BackupBench();

  @Test
  void putsThePasswordIntoNoObject() throws Exception {
    var app = SampleApp.create();
    var storage = Scratch.folder("storage");
    Files.writeString(storage.resolve("upload"), "x");

    bench.backUp(app, new StorageFolder("uploads", storage, List.of()));

    for (var object : bench.store().list("")) {
      assertThat(clear(object.key())).as(object.key()).doesNotContain(app.password());
    }
  }

  @Test
  void putsThePasswordIntoNoMessageAndNoLog() throws Exception {
    var app = SampleApp.create();
    var log = new ListAppender<ILoggingEvent>();
    var root = (Logger) LoggerFactory.getLogger(org.slf4j.Logger.ROOT_LOGGER_NAME);
    log.start();
    root.addAppender(log);
    root.setLevel(Level.TRACE);

    bench.backUp(app);
    var refused = Failures.of(() -> bench.restore(app, Map.of(), "SELECT 1 / 0"));
    app.runAsSuperuser("ALTER ROLE %s NOLOGIN".formatted(app.owner()));
    var shutOut = Failures.of(() -> bench.restore(app));
    root.detachAppender(log);

    assertThat(List.of(refused, shutOut))
        .extracting(Throwable::toString)
        .noneMatch(it -> it.contains(app.password()));
    assertThat(log.list)
        .extracting(ILoggingEvent::getFormattedMessage)
        .noneMatch(it -> it.contains(app.password()));
  }

  @Test
  void putsNoRowIntoAMessage() throws Exception {
    var app = SampleApp.create();
    bench.backUp(app);

    var refused =
        Failures.of(
            () ->
                bench.restore(
                    app,
                    Map.of(),
                    "INSERT INTO app.customers (id, name) SELECT id, name FROM app.customers"));

    assertThat(refused)
        .hasMessageContaining("duplicate key value")
        .hasMessageNotContaining("Key (")
        .hasMessageNotContaining("name 1");
  }

  private String clear(String key) throws IOException {
    try (var object = bench.store().read(key)) {
      var bytes = object.readAllBytes();
      if (!key.endsWith(".zst")) {
        return new String(bytes, UTF_8);
      }
      return new String(new ZstdInputStream(new ByteArrayInputStream(bytes)).readAllBytes(), UTF_8);
    }
  }
}
