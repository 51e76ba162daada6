package dev.slipway.cli;

import dev.slipway.engine.backup.BackupVerification;
import dev.slipway.engine.backup.VerifiedBackup;
import dev.slipway.engine.checkpoint.CheckpointRestore;
import dev.slipway.engine.checkpoint.CheckpointVerification;
import dev.slipway.engine.client.PostgresClients;
import dev.slipway.engine.database.Sessions;
import dev.slipway.engine.proof.Proof;
import dev.slipway.engine.proof.ScratchProof;
import dev.slipway.engine.retention.VerifiedMark;
import dev.slipway.engine.retention.VerifiedMarks;
import java.nio.file.Path;
import java.time.Clock;
import java.util.List;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

@Command(
    name = "verify",
    description =
        "Read every byte of a backup back, and have PostgreSQL read its archive, or restore it where"
            + " nobody works.")
final class VerifyCommand extends Verb {
  @Parameters(paramLabel = "BACKUP", description = "A location, as backup prints it.")
  private String location;

  @Option(
      names = "--in",
      paramLabel = "STORE",
      required = true,
      description = "s3://bucket/prefix or dir:PATH.")
  private String in;

  @Option(
      names = "--scratch",
      paramLabel = "DB-SERVER",
      description =
          "Restore it into a throwaway database there, and count: postgresql://user@host:port, of a"
              + " role that may create databases.")
  private @Nullable String scratch;

  @Option(
      names = "--password-file",
      paramLabel = "FILE",
      description = "File with the password for --scratch (default: $PGPASSWORD, else ~/.pgpass).")
  private @Nullable Path passwordFile;

  @Mixin private AssertOptions assertions;
  @Mixin private IdentityOptions identity;
  @Mixin private StoreOptions store;

  @Spec private CommandSpec spec;

  @Override
  public void run() {
    if (scratch == null && !assertions.all().isEmpty()) {
      throw new ParameterException(
          spec.commandLine(), "--assert asks a restored database: say with --scratch where");
    }
    try (var opened = store.open(in);
        var progress = ProgressLine.onTerminal()) {
      var marks = new VerifiedMarks(opened, Clock.systemUTC());
      if (CheckpointRestore.isOne(opened, location)) {
        var manifest =
            new CheckpointVerification(
                    opened, identity.identities(), Path.of(System.getProperty("java.io.tmpdir")))
                .verify(location, progress);
        marks.leave(location, VerifiedMark.How.CHECKSUM);
        output().answer(manifest, List.of(location + " is whole: a checkpoint, read back"));
      } else if (scratch == null) {
        var verified =
            new BackupVerification(opened, PostgresClients.installed(), identity.identities())
                .verify(location, progress);
        marks.leave(location, VerifiedMark.How.CHECKSUM);
        verified.findings().forEach(output()::remark);
        output().answer(verified, List.of(location + " is whole: " + inWords(verified)));
      } else {
        var proof =
            new ScratchProof(opened, PostgresClients.installed(), identity.identities())
                .prove(location, server(scratch), assertions.all(), progress);
        marks.leave(location, VerifiedMark.How.SCRATCH);
        output().answer(proof, List.of(inWords(proof)));
      }
    }
  }

  private Sessions server(String address) {
    return DatabaseOptions.sessions(DatabaseUrl.parseServer(address), passwordFile);
  }

  private static String inWords(Proof proof) {
    return "%s came back whole: %s rows in %s tables, %s files and folders, %s assertions held, in %s s"
        .formatted(
            proof.location(),
            proof.rows(),
            proof.tables(),
            proof.entries(),
            proof.passed().size(),
            Math.max(1, proof.took().toSeconds()));
  }

  private static String inWords(VerifiedBackup verified) {
    return switch (verified.verifiedHow()) {
      case READ_WHOLE -> "every byte was read back, and PostgreSQL read its archive";
      case LISTED_WHILE_WRITTEN ->
          "every byte was read back; it is encrypted, and was listed while it was written";
    };
  }
}
