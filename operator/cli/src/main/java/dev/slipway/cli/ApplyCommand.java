package dev.slipway.cli;

import dev.slipway.engine.apply.Migration;
import dev.slipway.engine.apply.MigrationOrder;
import dev.slipway.engine.apply.MigrationReport;
import dev.slipway.engine.apply.MigrationSettings;
import dev.slipway.engine.backup.BackupRequest;
import dev.slipway.engine.backup.BackupVerification;
import dev.slipway.engine.backup.BackupWriter;
import dev.slipway.engine.client.PostgresClients;
import dev.slipway.engine.database.Sessions;
import dev.slipway.engine.file.Digest;
import dev.slipway.engine.file.Manifest;
import dev.slipway.engine.file.MigrationFileReader;
import dev.slipway.engine.ledger.Attempt;
import dev.slipway.engine.ledger.Tenure;
import dev.slipway.engine.packing.Identities;
import java.nio.file.Path;
import java.time.Clock;
import java.util.List;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

@Command(
    name = "apply",
    description = "Bring a migration file into a database, in one transaction, once for a run.")
final class ApplyCommand extends Verb {
  private static final String STEP = "Apply";

  /** The environment of all databases that are named on a command line. */
  static final String ENVIRONMENT = "command-line";

  @Parameters(paramLabel = "FILE", description = "A migration file.")
  private Path file;

  @Option(
      names = "--to",
      paramLabel = "DB",
      required = true,
      description = "The database: postgresql://user@host:port/database.")
  private String to;

  @Option(
      names = "--approved-preview",
      paramLabel = "DIGEST",
      description = "Apply only while the preview is still this one.")
  private @Nullable String approvedPreview;

  @Option(
      names = "--backup-to",
      paramLabel = "STORE",
      description =
          "Make and verify a backup before, encrypted to --recipient where one is named: s3://bucket/prefix or dir:PATH.")
  private @Nullable String backupTo;

  @Option(
      names = "--allow-destructive",
      description = "Let the structure change in ways that lose data of the database.")
  private boolean destructive;

  @Mixin private AppOptions app;
  @Mixin private ChangeOptions change;
  @Mixin private AcceptOptions accept;
  @Mixin private DatabaseOptions database;
  @Mixin private RecipientOptions recipients;
  @Mixin private StoreOptions store;

  @Override
  public void run() {
    var id = change.run();
    var sessions = database.sessions(to);
    try (var reader = MigrationFileReader.open(file);
        var progress = ProgressLine.onTerminal()) {
      if (backupTo != null) {
        backUp(sessions, backupTo, id, progress);
      }
      var report = apply(reader, sessions, id, progress);
      output().answer(report, MigrationText.of(report, id));
    }
  }

  private void backUp(Sessions sessions, String address, String id, ProgressLine progress) {
    var request =
        new BackupRequest(
            ENVIRONMENT,
            ENVIRONMENT,
            id,
            "before " + id,
            List.of(database.schema()),
            List.of(),
            recipients.sealing());
    var clients = PostgresClients.installed();
    try (var opened = store.open(address)) {
      new BackupWriter(opened, clients, Clock.systemUTC()).write(request, sessions, progress);
      new BackupVerification(opened, clients, Identities.NONE).verify(request.location(), progress);
    }
  }

  private MigrationReport apply(
      MigrationFileReader reader, Sessions sessions, String id, ProgressLine progress) {
    var attempt = new Attempt(id, STEP, 1, ENVIRONMENT);
    var approved = approvedPreview == null ? null : Digest.parse(approvedPreview);
    try (var tenure = Tenure.begin(sessions::open, attempt)) {
      return new Migration(sessions::open, settings(reader.manifest()), progress)
          .apply(reader, new MigrationOrder(attempt, tenure.token(), approved));
    }
  }

  private MigrationSettings settings(Manifest manifest) {
    var settings =
        app.in(
            MigrationSettings.of(database.schema())
                .withDestructive(destructive)
                .withAccept(accept.all()),
            manifest);
    return change.in(settings);
  }
}
