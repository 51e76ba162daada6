package dev.slipway.engine.order;

import com.fasterxml.jackson.annotation.JsonInclude;
import org.jspecify.annotations.Nullable;

/**
 * A database as an order names it: credentials are files of the worker's pod, never values.
 *
 * @param tls in libpq's words, such as {@code verify-full}
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record DatabaseAccess(
    String host,
    int port,
    String database,
    String schema,
    String tls,
    String userFile,
    String passwordFile,
    @Nullable String authorityFile) {}
