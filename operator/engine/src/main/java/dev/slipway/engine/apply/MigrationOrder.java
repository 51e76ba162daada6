package dev.slipway.engine.apply;

import dev.slipway.engine.file.Digest;
import dev.slipway.engine.ledger.Attempt;
import dev.slipway.engine.ledger.FencingToken;
import dev.slipway.engine.ledger.KnownEntry;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Who applies a file, and as what.
 *
 * @param token which {@code attempt} has drawn
 * @param approvedPreview the digest of the preview that somebody agreed to; absent: nobody was
 *     asked
 * @param known what was done to the target before, as the one who orders remembers it
 */
public record MigrationOrder(
    Attempt attempt, FencingToken token, @Nullable Digest approvedPreview, List<KnownEntry> known) {
  public MigrationOrder {
    known = List.copyOf(known);
  }

  public MigrationOrder(Attempt attempt, FencingToken token, @Nullable Digest approvedPreview) {
    this(attempt, token, approvedPreview, List.of());
  }
}
