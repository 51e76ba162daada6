package dev.slipway.controllers.environment;

import static org.assertj.core.api.Assertions.assertThat;

import dev.slipway.api.backup.Backup;
import dev.slipway.api.backup.Verification;
import dev.slipway.api.environment.LastBackup;
import dev.slipway.api.environment.LastVerifiedBackup;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;

class NewestBackupsTest {
  private static final String VERIFIED = "verifiedAt: '2026-11-01T00:00:05Z'";

  private final Backup old =
      Users.backup(
          "old",
          "Full",
          "True",
          "finishedAt: '2026-11-01T00:00:00Z', size: 1Mi, verifiedHow: Checksum, " + VERIFIED);
  private final Backup newer =
      Users.backup("newer", "Database", "True", "finishedAt: '2026-11-02T00:00:00Z', size: 2Mi");
  private final Backup failed =
      Users.backup("failed", "Full", "False", "finishedAt: '2026-11-03T00:00:00Z'");
  private final Backup checkpoint =
      Users.backup("checkpoint", "Configuration", "True", "finishedAt: '2026-11-04T00:00:00Z'");

  private final EnvironmentUsers users =
      new EnvironmentUsers(List.of(), List.of(), List.of(old, checkpoint, newer, failed));
  private final NewestBackups backups = new NewestBackups(users, Verification.CHECKSUM);

  @Test
  void lastIsTheNewestThatIsComplete() {
    assertThat(backups.last())
        .isEqualTo(new LastBackup("newer", Instant.parse("2026-11-02T00:00:00Z"), "2Mi"));
  }

  @Test
  void lastVerifiedIsTheNewestThatWasProven() {
    assertThat(backups.lastVerified())
        .isEqualTo(
            new LastVerifiedBackup(
                "old", Instant.parse("2026-11-01T00:00:05Z"), Verification.CHECKSUM));
  }

  @Test
  void noneCountsAsVerifiedThatWasNotProvenAsFarAsIsWanted() {
    assertThat(new NewestBackups(users, Verification.SCRATCH).lastVerified()).isNull();
  }
}
