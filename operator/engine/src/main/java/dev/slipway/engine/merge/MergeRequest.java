package dev.slipway.engine.merge;

import dev.slipway.engine.preset.Naming;
import dev.slipway.engine.preset.Preset;
import java.nio.file.Path;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What is to be joined.
 *
 * @param base the file that the sources have in common; absent: a single source needs none
 * @param naming of the tables that the preset knows
 * @param resolve conflicts that a person has decided
 */
public record MergeRequest(
    List<MergeSource> sources,
    @Nullable Path base,
    Preset preset,
    Naming naming,
    List<Resolution> resolve) {
  public MergeRequest {
    sources = List.copyOf(sources);
    resolve = List.copyOf(resolve);
  }
}
