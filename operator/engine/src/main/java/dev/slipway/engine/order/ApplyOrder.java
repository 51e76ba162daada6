package dev.slipway.engine.order;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Bring a migration file into a database, once. The way back is kept in the backups store first.
 *
 * @param file the digest that names the file
 * @param approvedPreview the digest of the preview that somebody agreed to; absent: nobody was
 *     asked
 * @param destructive whether structure may change in ways that lose data
 * @param accept findings about this database that a person overrules
 * @param onlyAsk do not begin any more: end those who may still be at it, and say whether the file
 *     was applied
 * @param known what the ledger has to know, as it was reported before
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record ApplyOrder(
    int formatVersion,
    RunStep step,
    DatabaseAccess database,
    StoreAccess releases,
    StoreAccess backups,
    AppKnowledge app,
    String file,
    @Nullable String approvedPreview,
    boolean destructive,
    List<Accepted> accept,
    boolean onlyAsk,
    List<KnownStep> known)
    implements WorkOrder {
  public ApplyOrder {
    accept = List.copyOf(accept);
    known = List.copyOf(known);
  }
}
