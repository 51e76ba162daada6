package dev.slipway.engine.apply;

import dev.slipway.engine.file.Digest;
import dev.slipway.engine.ledger.Attempt;
import dev.slipway.engine.ledger.FencingToken;
import org.jspecify.annotations.Nullable;

/**
 * Who applies a file, and as what.
 *
 * @param token which {@code attempt} has drawn
 * @param approvedPreview the digest of the preview that somebody agreed to; absent: nobody was
 *     asked
 */
public record MigrationOrder(
    Attempt attempt, FencingToken token, @Nullable Digest approvedPreview) {}
