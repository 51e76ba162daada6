package dev.slipway.engine.order;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * What the manifest of a backup says.
 *
 * @param scope in one word
 * @param startedAt anything later is not in it
 * @param skewSeconds how long after that the last file was read
 * @param serverVersion absent in a checkpoint
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record StoredBackup(
    String scope,
    String environment,
    String environmentUid,
    String slipway,
    long bytes,
    Instant startedAt,
    Instant finishedAt,
    long skewSeconds,
    @Nullable String serverVersion) {}
