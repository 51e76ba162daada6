package dev.slipway.engine.order;

import com.fasterxml.jackson.annotation.JsonInclude;
import org.jspecify.annotations.Nullable;

/** A bucket as an order names it: credentials are files of the worker's pod, never values. */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record StoreAccess(
    String endpoint,
    String region,
    String bucket,
    String prefix,
    boolean pathStyle,
    String accessKeyIdFile,
    String secretAccessKeyFile,
    @Nullable String authorityFile) {}
