package dev.slipway.api.restore;

import static java.util.Objects.requireNonNullElse;

import com.fasterxml.jackson.annotation.JsonPropertyDescription;
import dev.slipway.api.check.Check;
import dev.slipway.api.schema.Fixed;
import dev.slipway.api.schema.Fixed.Since;
import dev.slipway.api.schema.Items;
import dev.slipway.api.schema.ObjectName;
import dev.slipway.api.schema.Word;
import io.fabric8.generator.annotation.Default;
import io.fabric8.generator.annotation.Required;
import io.fabric8.generator.annotation.ValidationRule;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

@ValidationRule(
    value = "!has(oldSelf.abort) || !oldSelf.abort || (has(self.abort) && self.abort)",
    message = "an abort cannot be taken back: make a new restore")
@ValidationRule(
    value = "self.mode == 'Independent' || !has(self.switchTraffic)",
    message = "switchTraffic belongs to mode Independent: in place there is nothing to switch")
public record RestoreSpec(
    @Required @Fixed(Since.CREATED) @JsonPropertyDescription("What is restored.")
        BackupSource backup,
    @Required
        @Fixed(Since.CREATED)
        @JsonPropertyDescription(
            "The AppEnvironment of this namespace that is restored into: with InPlace the backup's"
                + " own, with Independent another, empty one.")
        @ObjectName
        String target,
    @Required @Fixed(Since.CREATED) @JsonPropertyDescription("Where the backup goes.")
        RestoreMode mode,
    @Fixed(Since.CREATED)
        @JsonPropertyDescription(
            "Whether the target is backed up before it is replaced; absent: Required with InPlace.")
        @Nullable SafetyBackup safetyBackup,
    @Default("true")
        @Fixed(Since.CREATED)
        @JsonPropertyDescription("Whether files are restored too.")
        Boolean storage,
    @Fixed(Since.CREATED)
        @Items(max = 32, keys = "name")
        @JsonPropertyDescription("What has to hold before users are let in again.")
        @Nullable List<Check> validation,
    @JsonPropertyDescription("How users are sent to the restored environment.")
        @Nullable SwitchTraffic switchTraffic,
    @Fixed(Since.CREATED)
        @JsonPropertyDescription(
            "Writes since this time may be lost; required where the environment took writes after"
                + " the backup.")
        @Nullable Instant acceptDataLossSince,
    @Default("false")
        @Fixed(Since.CREATED)
        @JsonPropertyDescription(
            "Whether a restored copy may reach out: mails, webhooks, scheduled workflows.")
        boolean allowOutgoingEffects,
    @Default("false")
        @JsonPropertyDescription("Set it to true to give the restore up; it cannot be taken back.")
        boolean abort,
    @JsonPropertyDescription("A person's answer to NeedsAttention.")
        @Nullable RestoreResolve resolve,
    @JsonPropertyDescription("A value not seen before runs a finished restore again.")
        @Nullable
        @Word
        String runNonce) {
  public RestoreSpec {
    storage = requireNonNullElse(storage, true);
  }
}
