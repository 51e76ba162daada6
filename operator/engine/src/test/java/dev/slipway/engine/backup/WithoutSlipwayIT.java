package dev.slipway.engine.backup;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

import dev.slipway.engine.packing.Identities;
import dev.slipway.engine.packing.SealedObject;
import dev.slipway.engine.packing.Sealing;
import dev.slipway.engine.storage.StorageFolder;
import dev.slipway.engine.store.DirectoryStore;
import dev.slipway.testkit.Program;
import dev.slipway.testkit.Scratch;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The steps of the docs for a DBA who has age, zstd, tar and pg_restore, and no Slipway. */
class WithoutSlipwayIT {
  private static final int CHUNK = 64 * 1024;

  private final Path folder = Scratch.folder("without-slipway");
  private final Path identity = folder.resolve("identity");
  private final BackupBench bench = new BackupBench();

  @BeforeAll
  static void zstdIsHere() {
    assumeThat(Path.of("/usr/bin/zstd")).as("the program zstd").isExecutable();
  }

  @Test
  void ageAndZstdAndPgRestoreBringADatabaseBack()
      throws IOException, InterruptedException, SQLException {
    var app = SampleApp.create();
    encrypted().backUp(app);
    var before = app.hashes();
    var login = app.sessions().login();
    app.run("DROP SCHEMA app CASCADE");

    sh(
        Map.of(
            "PGHOST", login.host(),
            "PGPORT", Integer.toString(login.port()),
            "PGUSER", login.user(),
            "PGPASSWORD", login.password().reveal()),
        """
        age -d -i %s %s | zstd -d | %s --no-owner --exit-on-error --single-transaction --dbname=%s
        """
            .formatted(
                identity,
                bench.file("database.dump.zst.age"),
                SampleApp.withClients().programs().resolve("pg_restore"),
                login.database()));

    assertThat(app.hashes()).isEqualTo(before);
  }

  @Test
  void ageAndZstdAndTarBringAFolderBack() throws IOException, InterruptedException, SQLException {
    var storage = Scratch.folder("storage");
    Files.writeString(storage.resolve("upload"), "as it was");
    var app = SampleApp.create();
    encrypted().backUp(app, new StorageFolder("uploads", storage, List.of()));
    var back = Files.createDirectory(folder.resolve("back"));

    sh(
        Map.of(),
        "age -d -i %s %s | zstd -d | tar -x -C %s"
            .formatted(identity, bench.file("storage-uploads.tar.zst.age"), back));

    assertThat(back.resolve("upload")).hasContent("as it was");
  }

  @ParameterizedTest
  @ValueSource(ints = {1, CHUNK, 3 * CHUNK + 11})
  void whatAgeHasEncryptedIsOpened(int length) throws IOException, InterruptedException {
    var recipient = newIdentity().getFirst();
    var bytes = new byte[length];
    new Random(length).nextBytes(bytes);
    var clear = Files.write(folder.resolve("clear"), bytes);

    sh(Map.of(), "age -r %s -o %s %s".formatted(recipient, folder.resolve("it.age"), clear));

    var store = new DirectoryStore(folder);
    try (var opened = SealedObject.open(store, "it.age", Identities.read(identity))) {
      assertThat(opened.readAllBytes()).isEqualTo(bytes);
    }
  }

  private BackupBench encrypted() throws IOException, InterruptedException {
    return bench.with(new Sealing(newIdentity()), Identities.NONE);
  }

  /** Made by age-keygen; answers the recipient that it prints. */
  private List<String> newIdentity() throws IOException, InterruptedException {
    sh(Map.of(), "age-keygen -o " + identity);
    var recipients = Identities.read(identity).recipients();
    var printed = folder.resolve("recipient");
    sh(Map.of(), "age-keygen -y -o %s %s".formatted(printed, identity));
    assertThat(printed).hasContent(recipients.getFirst());
    return recipients;
  }

  private void sh(Map<String, String> variables, String script)
      throws IOException, InterruptedException {
    var log = folder.resolve("log");
    var shell = new ProcessBuilder("bash", "-o", "pipefail", "-c", script);
    shell.environment().putAll(variables);
    var programs = Program.path("age").getParent() + ":" + Program.path("age-keygen").getParent();
    shell.environment().merge("PATH", programs, (path, more) -> more + ":" + path);
    int status = shell.redirectErrorStream(true).redirectOutput(log.toFile()).start().waitFor();
    assertThat(status).as(Files.readString(log)).isZero();
  }
}
