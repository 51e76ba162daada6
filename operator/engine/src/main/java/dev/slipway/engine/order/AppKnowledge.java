package dev.slipway.engine.order;

import com.fasterxml.jackson.annotation.JsonInclude;
import org.jspecify.annotations.Nullable;

/**
 * What an order knows of the app beforehand.
 *
 * @param preset by its name; absent: nothing is known of it
 * @param extensionFolder a folder of the worker's pod whose files extend the preset
 * @param tablePrefix of the app's own tables
 * @param underscored whether these are written_so
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record AppKnowledge(
    @Nullable String preset,
    @Nullable String extensionFolder,
    String tablePrefix,
    boolean underscored) {
  public static final AppKnowledge NONE = new AppKnowledge(null, null, "", false);
}
