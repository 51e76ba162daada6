package dev.slipway.worker;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;

import com.exceptionfactory.jagged.x25519.X25519KeyPairGenerator;
import dev.slipway.engine.order.Applied;
import dev.slipway.engine.order.BackedUp;
import dev.slipway.engine.order.Built;
import dev.slipway.engine.order.Previewed;
import dev.slipway.engine.order.Restored;
import dev.slipway.engine.order.StoreEncryption;
import dev.slipway.engine.order.Undone;
import dev.slipway.testkit.postgres.Database;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.NoSuchAlgorithmException;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What a worker encrypts, and what it can open again with the identity of its pod. */
class EncryptionIT {
  private static final String TABLES = "CREATE TABLE pages (name text PRIMARY KEY, body text);";
  private static final String RULES =
      "{\"tables\": [{\"tables\": [\"pages\"], \"rule\": \"Overwrite\"}]}";
  private static final String PLANTED = "planted-4b7d20c9";

  private final WorkerBench bench = new WorkerBench();
  private String recipient;
  private String identity;
  private Database target;

  @BeforeEach
  void anAppAndAKey() throws NoSuchAlgorithmException {
    var pair = new X25519KeyPairGenerator().generateKeyPair();
    recipient = pair.getPublic().toString();
    identity = new String(pair.getPrivate().getEncoded(), ISO_8859_1);
    target = WorkerBench.database(TABLES + "INSERT INTO pages VALUES ('home', '" + PLANTED + "')");
  }

  @Test
  void anEncryptedBackupIsRestoredWithTheIdentityAndNotWithoutIt() throws IOException {
    bench.encrypted(toRecipient());
    var backup = bench.done(bench.backUp(target, "b1"), BackedUp.class);
    WorkerBench.execute(target, "DELETE FROM pages");

    var refused = bench.carryOut(bench.restore(target, backup.location()));
    bench.encrypted(withIdentity());
    bench.done(bench.attempt(2).restore(target, backup.location()), Restored.class);

    assertThat(backup.files()).allMatch(it -> it.name().endsWith(".age"));
    assertThat(refused.reason()).isEqualTo("IdentityMissing");
    assertThat(WorkerBench.ask(target, "SELECT body FROM pages")).isEqualTo(PLANTED);
    requireNoSecret();
  }

  @Test
  void nothingIsWrittenInClearWhereThatIsForbidden() {
    bench.encrypted(new StoreEncryption(List.of(), null, true));

    var report = bench.carryOut(bench.backUp(target, "b1"));

    assertThat(report.reason()).isEqualTo("EncryptionRequired");
    assertThat(bench.objects()).isEmpty();
  }

  @Test
  void anUndoFileIsEncryptedAndTakesTheReleaseBack() throws IOException {
    var file = build();
    bench.encrypted(withIdentity());
    var applied = bench.done(bench.apply(target, file), Applied.class);
    var undo = requireNonNull(applied.undo());

    bench.done(bench.undo(target, "run-1", undo), Undone.class);

    assertThat(undo.location()).endsWith(".slipway.age");
    assertThat(WorkerBench.ask(target, "SELECT body FROM pages WHERE name = 'home'"))
        .isEqualTo(PLANTED);
    requireNoSecret();
  }

  @Test
  void aReleaseWithoutAWayBackIsRefusedUntilSomebodyAcceptsIt() {
    var file = build();
    bench.encrypted(toRecipient());

    var foretold = bench.carryOut(bench.preview(target, file));
    var refused = bench.carryOut(bench.apply(target, file));
    var untouched = WorkerBench.ask(target, "SELECT body FROM pages WHERE name = 'home'");
    bench.attempt(2).accepting("no-way-back:undo");
    bench.done(bench.preview(target, file), Previewed.class);
    var applied = bench.done(bench.apply(target, file), Applied.class);
    bench.attempt(3).accepting("something-else:undo");
    var appliedAgain = bench.done(bench.apply(target, file), Applied.class);

    assertThat(appliedAgain).isEqualTo(applied);
    assertThat(foretold.reason()).isEqualTo("IdentityMissing");
    assertThat(refused.reason()).isEqualTo("IdentityMissing");
    assertThat(refused.message()).contains("identitySecret");
    assertThat(untouched).isEqualTo(PLANTED);
    assertThat(requireNonNull(applied.undo()).location()).endsWith(".slipway.age");
  }

  @Test
  void anUndoFileIsFoundThoughItsEnvironmentBeganToEncryptSince() {
    var file = build();
    var applied = bench.done(bench.apply(target, file), Applied.class);

    bench.encrypted(withIdentity()).attempt(2);
    var appliedAgain = bench.done(bench.apply(target, file), Applied.class);
    bench.done(bench.undo(target, "run-1", requireNonNull(appliedAgain.undo())), Undone.class);

    assertThat(appliedAgain).isEqualTo(applied);
  }

  @Test
  void anUndoFileThatSomebodyChangedIsNotUsed() throws IOException {
    var file = build();
    bench.encrypted(withIdentity());
    var undo = requireNonNull(bench.done(bench.apply(target, file), Applied.class).undo());
    var object = bench.object("backups/" + undo.location());
    var bytes = Files.readAllBytes(object);
    bytes[bytes.length - 1] ^= 1;
    Files.write(object, bytes);

    var report = bench.carryOut(bench.undo(target, "run-1", undo));

    assertThat(report.reason()).isEqualTo("FileDamaged");
    assertThat(WorkerBench.ask(target, "SELECT body FROM pages WHERE name = 'home'"))
        .isEqualTo("new");
  }

  private String build() {
    var source = WorkerBench.database(TABLES + "INSERT INTO pages VALUES ('home', 'new')");
    return bench.done(bench.build(source, RULES), Built.class).file();
  }

  private StoreEncryption toRecipient() {
    return new StoreEncryption(List.of(recipient), null, true);
  }

  private StoreEncryption withIdentity() {
    return new StoreEncryption(List.of(recipient), bench.file("identity", identity + "\n"), true);
  }

  /** What the target held is in no object in clear, and the identity nowhere but in its file. */
  private void requireNoSecret() throws IOException {
    for (Path object : bench.objects()) {
      assertThat(Files.readString(object, ISO_8859_1))
          .as(object.toString())
          .doesNotContain(PLANTED, identity);
    }
    assertThat(bench.output()).doesNotContain(PLANTED, identity);
    assertThat(Files.readString(bench.folder().resolve("report"))).doesNotContain(identity);
  }
}
