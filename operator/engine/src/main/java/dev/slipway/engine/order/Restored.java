package dev.slipway.engine.order;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonInclude;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What was brought back.
 *
 * @param appVersion of the app that wrote it; absent: the backup does not tell
 * @param silenced what was switched off, so that the copy does not reach out, in words
 */
@JsonInclude(JsonInclude.Include.NON_EMPTY)
public record Restored(
    String location, long rows, @Nullable String appVersion, @Nullable List<String> silenced)
    implements WorkResult {
  @JsonCreator
  public Restored {
    silenced = silenced == null ? List.of() : List.copyOf(silenced);
  }

  public Restored(String location, long rows) {
    this(location, rows, null, List.of());
  }
}
