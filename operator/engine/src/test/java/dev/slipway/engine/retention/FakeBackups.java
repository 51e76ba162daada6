package dev.slipway.engine.retention;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.slipway.engine.backup.BackedUpDatabase;
import dev.slipway.engine.backup.BackupManifest;
import dev.slipway.engine.backup.BackupScope;
import dev.slipway.engine.backup.ManifestWriter;
import dev.slipway.engine.file.Digest;
import dev.slipway.engine.packing.PackedObject;
import dev.slipway.engine.preset.AppFacts;
import dev.slipway.engine.store.ObjectStore;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Backups with all that a store sees of them, and nothing in them. */
final class FakeBackups {
  private static final String DUMP = "database.dump.zst";

  private final ObjectStore store;

  FakeBackups(ObjectStore store) {
    this.store = store;
  }

  void full(String location, String started) {
    part(location, "storage-uploads.tar.zst");
    database(location, started, BackupScope.FULL);
  }

  void database(String location, String started) {
    database(location, started, BackupScope.DATABASE);
  }

  void checkpoint(String location, String started, String description) {
    var file = part(location, "configuration.slipway");
    write(location, BackupScope.CONFIGURATION, started, description, null, file);
  }

  /** One part of a backup, and answers what a manifest says of it. */
  PackedObject part(String location, String name) {
    var content = "%s of %s".formatted(name, location);
    SmallObject.write(store, location + "/" + name, content);
    var bytes = content.getBytes(UTF_8);
    return new PackedObject(name, bytes.length, Digest.of(bytes).hex());
  }

  private void database(String location, String started, BackupScope scope) {
    var dump =
        new BackedUpDatabase(
            part(location, DUMP),
            1,
            "crm",
            List.of("public"),
            "17.2",
            17,
            17,
            List.of(),
            List.of(),
            List.of(),
            List.of());
    write(location, scope, started, "nightly", dump, null);
  }

  private void write(
      String location,
      BackupScope scope,
      String started,
      String description,
      @Nullable BackedUpDatabase dump,
      @Nullable PackedObject configuration) {
    var at = Instant.parse(started);
    new ManifestWriter(store)
        .write(
            new BackupManifest(
                BackupManifest.FORMAT_VERSION,
                "test",
                scope,
                location.substring(0, location.indexOf('/')),
                "uid",
                description,
                null,
                at,
                at.plusSeconds(60),
                Duration.ZERO,
                new AppFacts(null, null, null),
                dump,
                configuration,
                List.of(),
                List.of(),
                List.of()),
            location);
  }
}
