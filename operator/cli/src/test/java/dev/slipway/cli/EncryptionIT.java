package dev.slipway.cli;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;

import com.exceptionfactory.jagged.x25519.X25519KeyPairGenerator;
import dev.slipway.engine.ExitCode;
import dev.slipway.testkit.postgres.Database;
import dev.slipway.testkit.postgres.PostgresServer;
import dev.slipway.worker.WorkerBench;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.KeyPair;
import java.security.NoSuchAlgorithmException;
import java.sql.SQLException;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Encrypted backups, as somebody types them. */
class EncryptionIT {
  private static final String STORED = "planted-5c01d7aa";

  @TempDir private Path folder;
  private CommandLineBench shell;
  private Database database;
  private String store;
  private String identity;
  private String recipient;

  @BeforeEach
  void anAppAndAKey() throws SQLException, IOException, NoSuchAlgorithmException {
    shell = new CommandLineBench(folder);
    store = "dir:" + folder.resolve("store");
    database = PostgresServer.shared(WorkerBench.withClients()).freshDatabase();
    CommandLineBench.execute(
        database,
        "CREATE TABLE pages (name text); INSERT INTO pages VALUES ('%s')".formatted(STORED));
    Files.createDirectories(folder.resolve("uploads"));
    Files.writeString(folder.resolve("uploads/logo"), STORED);
    var key = newKey();
    recipient = key.getPublic().toString();
    identity = file(key);
  }

  @Test
  void aBackupIsOpenedByItsIdentityOnly() throws Exception {
    var location = backUp("--recipient", recipient);

    var unopened = run("verify", location, "--in", store);
    var opened = run("verify", location, "--in", store, "--identity", identity);
    var stranger = run("verify", location, "--in", store, "--identity", file(newKey()));
    var restored =
        shell.run(
            "restore",
            location,
            "--in",
            store,
            "--to",
            CommandLineBench.url(database),
            "--password-file",
            shell.passwordFile(database),
            "--identity",
            identity);

    assertThat(unopened.output()).contains("was listed while it was written");
    assertThat(opened.output()).contains("PostgreSQL read its archive");
    assertThat(stranger.status()).isEqualTo(ExitCode.REFUSED.status());
    assertThat(stranger.errors()).contains("[IdentityWrong]");
    assertThat(restored.status()).as(restored.errors()).isEqualTo(ExitCode.DONE.status());
  }

  @Test
  void theBackupBeforeAChangeIsEncryptedAsWell() throws Exception {
    var file = folder.resolve("release.slipway").toString();
    var rules = shell.file("rules.yaml", "tables: [{tables: [pages], rule: SchemaOnly}]");
    onDatabase("build", "-o", file, "--rules", rules, "--from");

    var refused = onDatabase("apply", file, "--backup-to", store, "--require-encryption", "--to");
    var applied =
        onDatabase(
            "apply", file, "--run", "r1", "--backup-to", store, "--recipient", recipient, "--to");
    var location = "command-line/r1";

    assertThat(refused.errors()).contains("[EncryptionRequired]");
    assertThat(applied.status()).as(applied.errors()).isEqualTo(ExitCode.DONE.status());
    assertThat(run("verify", location, "--in", store, "--identity", identity).status())
        .isEqualTo(ExitCode.DONE.status());
    try (var objects = Files.walk(folder.resolve("store"))) {
      assertThat(objects.map(Path::toString)).anyMatch(it -> it.endsWith("database.dump.zst.age"));
    }
  }

  @Test
  void whatIsFetchedNeedsNoSlipway() throws Exception {
    var location = backUp("--recipient", recipient);
    var target = folder.resolve("fetched");

    var fetched = fetch(location, target, "--identity", identity);
    var again = fetch(location, target, "--identity", identity);

    assertThat(fetched.output().lines().map(it -> Path.of(it).getFileName().toString()))
        .containsExactly("database.dump", "storage-uploads.tar", "manifest.json");
    assertThat(Files.readString(target.resolve("storage-uploads.tar"))).contains(STORED);
    assertThat(Files.getPosixFilePermissions(target.resolve("database.dump")))
        .isEqualTo(PosixFilePermissions.fromString("rw-------"));
    assertThat(again.status()).isEqualTo(ExitCode.USAGE.status());
    assertThat(again.errors()).contains("database.dump is there already");
  }

  @Test
  void aFetchThatFailsLeavesNoFile() throws Exception {
    var location = backUp("--recipient", recipient);
    var object = folder.resolve("store").resolve(location).resolve("storage-uploads.tar.zst.age");
    var bytes = Files.readAllBytes(object);
    bytes[bytes.length - 1] ^= 1;
    Files.write(object, bytes);
    var target = folder.resolve("fetched");

    var damaged = fetch(location, target, "--identity", identity);
    var unopened = fetch(location, folder.resolve("other"));

    assertThat(damaged.status()).isEqualTo(ExitCode.INTEGRITY.status());
    assertThat(damaged.errors()).contains("[BackupDamaged]", "storage-uploads.tar.zst.age");
    assertThat(files(target)).containsExactly("database.dump");
    assertThat(unopened.errors()).contains("[IdentityMissing]");
    assertThat(folder.resolve("other")).doesNotExist();
  }

  @Test
  void whatIsStoredIsFetchedAsItIs() throws Exception {
    var location = backUp("--recipient", recipient);
    var target = folder.resolve("fetched");

    var fetched = fetch(location, target, "--as", "stored");

    assertThat(fetched.status()).as(fetched.errors()).isEqualTo(ExitCode.DONE.status());
    for (var name :
        List.of("database.dump.zst.age", "storage-uploads.tar.zst.age", "manifest.json")) {
      assertThat(target.resolve(name))
          .hasSameBinaryContentAs(folder.resolve("store").resolve(location).resolve(name));
    }
  }

  @Test
  void nothingIsWrittenWhereNobodyIsNamedToEncryptItTo() throws IOException {
    var refused = run(backupWords("--require-encryption"));
    var identityAsRecipient = run(backupWords("--recipient", Files.readString(Path.of(identity))));

    assertThat(refused.errors()).contains("[EncryptionRequired]");
    assertThat(identityAsRecipient.status()).isEqualTo(ExitCode.USAGE.status());
    assertThat(identityAsRecipient.errors()).doesNotContain("AGE-SECRET-KEY");
    assertThat(folder.resolve("store")).doesNotExist();
  }

  private String backUp(String... more) throws IOException {
    var backup = run(backupWords(more));
    assertThat(backup.status()).as(backup.errors()).isEqualTo(ExitCode.DONE.status());
    return backup.output();
  }

  private String[] backupWords(String... more) throws IOException {
    var words =
        Stream.of(
            "backup",
            "--from",
            CommandLineBench.url(database),
            "--password-file",
            shell.passwordFile(database),
            "--storage",
            "uploads=" + folder.resolve("uploads"),
            "--to",
            store);
    return Stream.concat(words, Stream.of(more)).toArray(String[]::new);
  }

  private CommandLineBench.Ended fetch(String location, Path target, String... more) {
    var words = Stream.of("fetch", location, "--in", store, "-o", target.toString());
    return run(Stream.concat(words, Stream.of(more)).toArray(String[]::new));
  }

  private CommandLineBench.Ended run(String... words) {
    return shell.run(words);
  }

  private static KeyPair newKey() throws NoSuchAlgorithmException {
    return new X25519KeyPairGenerator().generateKeyPair();
  }

  private String file(KeyPair key) throws IOException {
    var text = new String(key.getPrivate().getEncoded(), US_ASCII) + "\n";
    return shell.file("identity-" + System.nanoTime(), text);
  }

  private static List<String> files(Path folder) throws IOException {
    try (var files = Files.list(folder)) {
      return files.map(it -> it.getFileName().toString()).sorted().toList();
    }
  }

  /** The words' last one is the option that takes the database. */
  private CommandLineBench.Ended onDatabase(String... words) throws IOException {
    var database =
        Stream.of(
            CommandLineBench.url(this.database),
            "--password-file",
            shell.passwordFile(this.database));
    return shell.run(Stream.concat(Stream.of(words), database).toArray(String[]::new));
  }
}
