package dev.slipway.cli;

import dev.slipway.engine.backup.BackupManifest;
import dev.slipway.engine.checkpoint.CheckpointRequest;
import dev.slipway.engine.checkpoint.CheckpointWriter;
import dev.slipway.engine.file.BuildRequest;
import dev.slipway.engine.rules.RuleSet;
import java.nio.file.Path;
import java.time.Clock;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

@Command(
    name = "checkpoint",
    description = {
      "Keep the configuration of an app as it is now, with a description, and print its location.",
      "Configuration is what the preset or the rules take the rows of. restore puts it back."
    })
final class CheckpointCommand extends Verb {
  @Option(
      names = "--from",
      paramLabel = "DB",
      required = true,
      description = "The database: postgresql://user@host:port/database.")
  private String from;

  @Option(
      names = "--to",
      paramLabel = "STORE",
      required = true,
      description = "s3://bucket/prefix or dir:PATH.")
  private String to;

  @Option(
      names = "-m",
      paramLabel = "TEXT",
      required = true,
      description = "What this checkpoint is of, such as what was just done.")
  private String description;

  @Option(
      names = "--environment",
      paramLabel = "NAME",
      description = "The folder in the store (default: the database's name).")
  private @Nullable String environment;

  @Option(
      names = "--rules",
      paramLabel = "FILE",
      description = "The rules block of a MigrationPlan: what is configuration beyond the preset.")
  private @Nullable Path rules;

  @Mixin private AppOptions app;
  @Mixin private AcceptOptions accept;
  @Mixin private DatabaseOptions database;
  @Mixin private StoreOptions store;
  @Mixin private RecipientOptions recipient;

  @Override
  public void run() {
    var sessions = database.sessions(from);
    var folder = environment == null ? sessions.login().database() : environment;
    var build = new BuildRequest(database.schema(), rules(), app.preset(), app.naming());
    var request =
        new CheckpointRequest(
            folder, folder, UUID.randomUUID().toString(), description, build, recipient.sealing());
    try (var opened = store.open(to);
        var progress = ProgressLine.onTerminal()) {
      var manifest =
          new CheckpointWriter(opened, Clock.systemUTC())
              .write(request, sessions, Path.of(System.getProperty("java.io.tmpdir")), progress);
      output().answer(new Answer(request.location(), manifest), List.of(request.location()));
    }
  }

  private RuleSet rules() {
    return RulesFile.read(rules).accepting(accept.all());
  }

  private record Answer(String location, BackupManifest manifest) {}
}
