package dev.slipway.api.environment;

import static java.util.Objects.requireNonNullElse;

import com.fasterxml.jackson.annotation.JsonPropertyDescription;
import dev.slipway.api.backup.Verification;
import dev.slipway.api.schema.CronLine;
import dev.slipway.api.schema.TimeZoneName;
import io.fabric8.generator.annotation.Default;
import io.fabric8.generator.annotation.ValidationRule;
import org.jspecify.annotations.Nullable;

/** When an environment is backed up, how long backups are kept and how far they are proven. */
@ValidationRule(
    value = "has(self.schedule) == has(self.timeZone)",
    message =
        "schedule and timeZone belong together: say in which time zone it is, such as Europe/Berlin")
public record BackupPlan(
    @JsonPropertyDescription("A cron line of five fields; absent where nothing is scheduled.")
        @Nullable
        @CronLine
        String schedule,
    @JsonPropertyDescription("The time zone that the schedule is in.") @Nullable @TimeZoneName
        String timeZone,
    @Default("false") @JsonPropertyDescription("Whether the schedule rests.") boolean suspend,
    @JsonPropertyDescription("How many backups are kept; absent: all.")
        @Nullable Retention retention,
    @Default("Checksum")
        @JsonPropertyDescription(
            "How far backups are proven. Pre-release and safety backups are always at least at"
                + " Checksum.")
        Verification verify,
    @JsonPropertyDescription("The server that Scratch restores to.") @Nullable Scratch scratch) {
  static final BackupPlan DEFAULT =
      new BackupPlan(null, null, false, null, Verification.CHECKSUM, null);

  public BackupPlan {
    verify = requireNonNullElse(verify, Verification.CHECKSUM);
  }
}
