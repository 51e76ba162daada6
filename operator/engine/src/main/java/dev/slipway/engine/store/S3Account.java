package dev.slipway.engine.store;

import java.net.URI;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/**
 * An S3 service, and who we are there.
 *
 * @param pathStyle whether the bucket stands in the path; else in the host's name
 * @param authority the certificates, as PEM, that the server's is checked against; absent: those
 *     that the system trusts
 */
public record S3Account(
    URI endpoint,
    String region,
    boolean pathStyle,
    String keyId,
    S3Secret secret,
    @Nullable Path authority) {}
