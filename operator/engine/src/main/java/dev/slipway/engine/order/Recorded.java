package dev.slipway.engine.order;

import com.fasterxml.jackson.annotation.JsonInclude;
import org.jspecify.annotations.Nullable;

/**
 * A release is on record.
 *
 * @param location of the record
 * @param mark of the validated file; absent where the release has earned none
 * @param withdrawn how many marks were withdrawn
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record Recorded(String location, @Nullable String mark, int withdrawn)
    implements WorkResult {}
