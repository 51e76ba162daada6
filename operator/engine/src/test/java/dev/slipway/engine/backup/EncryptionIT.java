package dev.slipway.engine.backup;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.read.ListAppender;
import dev.slipway.engine.FailureCode;
import dev.slipway.engine.finding.Finding;
import dev.slipway.engine.packing.AgeKey;
import dev.slipway.engine.packing.Identities;
import dev.slipway.engine.packing.Sealing;
import dev.slipway.engine.preset.Naming;
import dev.slipway.engine.preset.Presets;
import dev.slipway.engine.storage.StorageFolder;
import dev.slipway.engine.store.Failures;
import dev.slipway.engine.store.StoredObject;
import dev.slipway.testkit.Scratch;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.slf4j.LoggerFactory;

/** An encrypted backup comes back for those it was encrypted to, and says nothing to others. */
class EncryptionIT {
  private static final String KEY_FILE = "apps/main/aes_key.dat";
  private static final String PLANTED = "planted-9f2d7c31e8";

  private final BackupBench bench = new BackupBench();
  private final AgeKey key = AgeKey.fresh();
  private final AgeKey newKey = AgeKey.fresh();
  private final Path storage = Scratch.folder("storage");

  @Test
  void bringsEverythingBackWithAnIdentity() throws Exception {
    var app = appWithAKeyFile();
    var before = app.hashes();
    encrypted().backUp(app, folder());
    app.run("DELETE FROM app.nodes WHERE id > 50");
    Files.writeString(storage.resolve(KEY_FILE), "newer");

    encrypted().restore(app, Map.of("main", storage), "");

    assertThat(app.hashes()).isEqualTo(before);
    assertThat(storage.resolve(KEY_FILE)).hasContent(PLANTED);
  }

  @Test
  void isVerifiedWithoutAnIdentityAsFarAsThatGoes() throws Exception {
    var app = SampleApp.create();
    var writer = bench.with(AgeKey.sealing(key), Identities.NONE);
    writer.backUp(app, folder());

    assertThat(writer.verified().verifiedHow()).isEqualTo(VerifiedHow.LISTED_WHILE_WRITTEN);
    assertThat(encrypted().verified().verifiedHow()).isEqualTo(VerifiedHow.READ_WHOLE);
    assertThat(Failures.codeOf(() -> writer.restore(app))).isEqualTo(FailureCode.IDENTITY_MISSING);
  }

  @Test
  void isNoDamagedOneForWhoHasAnotherIdentity() throws Exception {
    var app = SampleApp.create();
    encrypted().backUp(app);
    var before = app.hashes();
    var stranger = bench.with(Sealing.NONE, AgeKey.fresh().identities());

    assertThat(Failures.codeOf(stranger::verify)).isEqualTo(FailureCode.IDENTITY_WRONG);
    assertThat(Failures.codeOf(() -> stranger.restore(app))).isEqualTo(FailureCode.IDENTITY_WRONG);
    assertThat(app.hashes()).isEqualTo(before);
  }

  @Test
  void isOpenedByOldAndNewIdentityOnceANewRecipientIsThere() throws Exception {
    var app = SampleApp.create();
    encrypted().backUp(app);
    var rotated = new BackupBench().with(AgeKey.sealing(key, newKey), Identities.NONE);
    rotated.backUp(app);

    assertThat(bench.with(Sealing.NONE, key.identities()).verified()).isNotNull();
    for (var it : List.of(key, newKey)) {
      var opened = rotated.with(Sealing.NONE, it.identities()).verified();
      assertThat(opened.verifiedHow()).isEqualTo(VerifiedHow.READ_WHOLE);
    }
  }

  @Test
  void hasNoClearObjectAndNoSecretAnywhere() throws Exception {
    var log = new ListAppender<ILoggingEvent>();
    var root = (Logger) LoggerFactory.getLogger(org.slf4j.Logger.ROOT_LOGGER_NAME);
    log.start();
    root.addAppender(log);
    root.setLevel(Level.TRACE);
    var app = appWithAKeyFile();

    var manifest = encrypted().backUp(app, folder());
    var verified = encrypted().verified();
    encrypted().restore(app, Map.of("main", storage), "");
    root.detachAppender(log);

    assertThat(bench.store().list(""))
        .extracting(StoredObject::key)
        .filteredOn(it -> !it.contains("/manifest"))
        .isNotEmpty()
        .allMatch(Sealing::isSealed);
    assertThat(bench.store().list(""))
        .allSatisfy(it -> assertThat(content(it.key())).doesNotContain(PLANTED, key.identity()));
    assertThat(log.list)
        .extracting(ILoggingEvent::getFormattedMessage)
        .noneMatch(it -> it.contains(PLANTED) || it.contains(key.identity()));
    assertThat(manifest + "" + verified).doesNotContain(PLANTED, key.identity());
  }

  @Test
  void saysWhichKeysOfTheAppLieInTheStoreInClear() throws Exception {
    var app = appWithAKeyFile();
    var known = new BackedUpApp(Presets.named("nocobase"), Naming.PLAIN);
    var sealed = new BackupBench().with(AgeKey.sealing(key), Identities.NONE);

    bench.backUp(app, known, folder());
    sealed.backUp(app, known, folder());

    assertThat(bench.verified().findings())
        .extracting(Finding::id)
        .containsExactly("key-material-in-clear:main/" + KEY_FILE);
    assertThat(sealed.verified().manifest().keyFiles()).hasSize(1);
    assertThat(sealed.verified().findings()).isEmpty();
  }

  private BackupBench encrypted() {
    return bench.with(AgeKey.sealing(key), key.identities());
  }

  private StorageFolder folder() {
    return new StorageFolder("main", storage, List.of());
  }

  private SampleApp appWithAKeyFile() throws Exception {
    Files.createDirectories(storage.resolve(KEY_FILE).getParent());
    Files.writeString(storage.resolve(KEY_FILE), PLANTED);
    return SampleApp.create();
  }

  private String content(String key) {
    try (var object = bench.store().read(key)) {
      return new String(object.readAllBytes(), UTF_8);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
