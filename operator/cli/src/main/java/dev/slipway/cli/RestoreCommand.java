package dev.slipway.cli;

import dev.slipway.engine.apply.MigrationOrder;
import dev.slipway.engine.apply.MigrationSettings;
import dev.slipway.engine.backup.BackedUpApp;
import dev.slipway.engine.checkpoint.CheckpointRestore;
import dev.slipway.engine.client.PostgresClients;
import dev.slipway.engine.file.MigrationFileReader;
import dev.slipway.engine.ledger.Attempt;
import dev.slipway.engine.ledger.Tenure;
import dev.slipway.engine.restore.BackupListing;
import dev.slipway.engine.restore.BackupRestore;
import dev.slipway.engine.restore.RestoreRequest;
import dev.slipway.engine.restore.RestoreStatements;
import dev.slipway.engine.restore.RestoreTerms;
import dev.slipway.engine.restore.TableRestore;
import dev.slipway.engine.storage.TemporaryFolder;
import dev.slipway.engine.store.ObjectStore;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

@Command(
    name = "restore",
    description =
        "Bring a backup back into a database, whole or not at all. What is newer there is gone.")
final class RestoreCommand extends Verb {
  @Parameters(paramLabel = "BACKUP", description = "A location, as backup prints it.")
  private String location;

  @Option(
      names = "--in",
      paramLabel = "STORE",
      required = true,
      description = "s3://bucket/prefix or dir:PATH.")
  private String in;

  @Option(
      names = "--to",
      paramLabel = "DB",
      description = "The database: postgresql://user@host:port/database.")
  private @Nullable String to;

  @Option(names = "--list", description = "Only say what is in the backup.")
  private boolean list;

  @Option(
      names = "--table",
      paramLabel = "SCHEMA.TABLE",
      description =
          "Bring only this table's columns and rows, to where nothing is yet. May be repeated.")
  private List<String> tables = new ArrayList<>();

  @Option(
      names = "--storage",
      paramLabel = "NAME=DIR",
      description = "Where the files of NAME go; what is not named stays as it is.")
  private Map<String, Path> storage = Map.of();

  @Option(
      names = "--dry-run",
      description = "Of a checkpoint: say what would be done; change nothing.")
  private boolean dryRun;

  @Option(
      names = "--no-grants",
      description = "Leave out what others were granted, such as roles that are not there.")
  private boolean withoutGrants;

  @Mixin private AppOptions app;
  @Mixin private ChangeOptions change;
  @Mixin private AcceptOptions accept;
  @Mixin private IdentityOptions identity;
  @Mixin private DatabaseOptions database;
  @Mixin private StoreOptions store;

  @Spec private CommandSpec spec;

  @Override
  public void run() {
    var target = to;
    if (target == null && !list) {
      throw new ParameterException(spec.commandLine(), "say with --to where, or ask with --list");
    }
    if (!tables.isEmpty() && !storage.isEmpty()) {
      throw new ParameterException(
          spec.commandLine(), "--table brings tables alone: leave --storage away");
    }
    try (var opened = store.open(in);
        var progress = ProgressLine.onTerminal()) {
      boolean isCheckpoint = CheckpointRestore.isOne(opened, location);
      if (list || target == null) {
        if (isCheckpoint) {
          listCheckpoint(opened, progress);
        } else {
          listBackup(opened, progress);
        }
      } else if (isCheckpoint) {
        putBack(opened, target, progress);
      } else if (dryRun) {
        throw new ParameterException(
            spec.commandLine(), location + " is a backup: --dry-run is for checkpoints");
      } else if (tables.isEmpty()) {
        restore(opened, target, progress);
      } else {
        restoreTables(opened, target, progress);
      }
    }
  }

  private void listBackup(ObjectStore opened, ProgressLine progress) {
    var listing =
        new BackupListing(opened, PostgresClients.installed(), identity.identities())
            .list(location, progress);
    output().answer(listing, ListingText.lines(listing));
  }

  /** It is a migration file, and is told of as inspect does. */
  private void listCheckpoint(ObjectStore opened, ProgressLine progress) {
    try (var folder = TemporaryFolder.create()) {
      var file = checkpoint(opened, progress).fetch(location, folder.path());
      try (var reader = MigrationFileReader.open(file)) {
        output()
            .answer(
                new Inspected(reader.digest().toString(), reader.manifest()),
                ManifestText.lines(reader.digest(), reader.manifest()));
      }
    }
  }

  private void restore(ObjectStore opened, String target, ProgressLine progress) {
    var manifest =
        new BackupRestore(opened, PostgresClients.installed(), identity.identities())
            .restore(request(), database.sessions(target), progress);
    output().answer(manifest, List.of(location + " is restored"));
  }

  /** The configuration of a checkpoint, as a release is applied. */
  private void putBack(ObjectStore opened, String target, ProgressLine progress) {
    if (!tables.isEmpty() || !storage.isEmpty()) {
      throw new ParameterException(
          spec.commandLine(), location + " is a checkpoint: it is put back as a whole");
    }
    var sessions = database.sessions(target);
    var id = change.run();
    var attempt = new Attempt(id, "Restore", 1, ApplyCommand.ENVIRONMENT);
    var settings = change.in(MigrationSettings.of(database.schema()).withAccept(accept.all()));
    var checkpoint = checkpoint(opened, progress);
    if (dryRun) {
      var preview = checkpoint.preview(location, sessions, settings);
      output().answer(preview, MigrationText.of(preview));
      return;
    }
    try (var tenure = Tenure.begin(sessions::open, attempt)) {
      var report =
          checkpoint.restore(
              location, sessions, settings, new MigrationOrder(attempt, tenure.token(), null));
      output().answer(report, MigrationText.of(report, id));
    }
  }

  private CheckpointRestore checkpoint(ObjectStore opened, ProgressLine progress) {
    return new CheckpointRestore(
        opened, identity.identities(), Path.of(System.getProperty("java.io.tmpdir")), progress);
  }

  private void restoreTables(ObjectStore opened, String target, ProgressLine progress) {
    var restored =
        new TableRestore(opened, PostgresClients.installed(), identity.identities())
            .restore(location, tables, database.sessions(target), progress);
    output().answer(restored, ListingText.ofTables(restored));
  }

  private RestoreRequest request() {
    var terms =
        RestoreTerms.PLAIN
            .withApp(new BackedUpApp(app.preset(), app.naming()))
            .withAccept(accept.all());
    return new RestoreRequest(
        location, storage, RestoreStatements.NONE, withoutGrants ? terms.withoutGrants() : terms);
  }
}
