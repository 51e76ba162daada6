package dev.slipway.engine.order;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Find out whether a backup is whole, and whether it comes back.
 *
 * @param location where the backup lies in its store
 * @param scratch a server where databases may be created, for {@code how} Scratch alone; its
 *     database is only logged in to
 * @param assertions queries on the restored database, for {@code how} Scratch alone
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record VerifyOrder(
    int formatVersion,
    RunStep step,
    StoreAccess backups,
    String location,
    ProofKind how,
    @Nullable DatabaseAccess scratch,
    List<CheckOrder.SqlProbe> assertions)
    implements WorkOrder {
  public VerifyOrder {
    assertions = List.copyOf(assertions);
  }
}
