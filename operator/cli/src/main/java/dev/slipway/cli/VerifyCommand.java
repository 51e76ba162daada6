package dev.slipway.cli;

import dev.slipway.engine.backup.BackupVerification;
import dev.slipway.engine.backup.VerifiedBackup;
import dev.slipway.engine.client.PostgresClients;
import java.util.List;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

@Command(
    name = "verify",
    description = "Read every byte of a backup back, and have PostgreSQL read its archive.")
final class VerifyCommand extends Verb {
  @Parameters(paramLabel = "BACKUP", description = "A location, as backup prints it.")
  private String location;

  @Option(
      names = "--in",
      paramLabel = "STORE",
      required = true,
      description = "s3://bucket/prefix or dir:PATH.")
  private String in;

  @Mixin private IdentityOptions identity;
  @Mixin private StoreOptions store;

  @Override
  public void run() {
    try (var opened = store.open(in);
        var progress = ProgressLine.onTerminal()) {
      var verified =
          new BackupVerification(opened, PostgresClients.installed(), identity.identities())
              .verify(location, progress);
      output().answer(verified, List.of(location + " is whole: " + inWords(verified)));
    }
  }

  private static String inWords(VerifiedBackup verified) {
    return switch (verified.verifiedHow()) {
      case READ_WHOLE -> "every byte was read back, and PostgreSQL read its archive";
      case LISTED_WHILE_WRITTEN ->
          "every byte was read back; it is encrypted, and was listed while it was written";
    };
  }
}
