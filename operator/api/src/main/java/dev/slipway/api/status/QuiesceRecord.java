package dev.slipway.api.status;

import static java.util.Objects.requireNonNullElse;

import com.fasterxml.jackson.annotation.JsonPropertyDescription;
import dev.slipway.api.schema.Items;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Everything that was changed to bring an app to rest, as it was before: enough to undo it. */
public record QuiesceRecord(
    @Items(max = 256)
        @JsonPropertyDescription("Each object that was changed, with what it was before.")
        List<RecordedObject> recorded,
    @JsonPropertyDescription("Since when the app is closed.") @Nullable Instant since) {
  public QuiesceRecord {
    recorded = requireNonNullElse(recorded, List.of());
  }
}
