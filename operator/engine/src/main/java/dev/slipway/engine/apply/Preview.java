package dev.slipway.engine.apply;

import dev.slipway.engine.file.Digest;
import dev.slipway.engine.structure.DdlStatement;
import dev.slipway.engine.structure.Difference;
import java.util.List;

/**
 * What a migration would do to a target as it is now.
 *
 * @param digest of what is shown here and of the target's rows that it is about: the same for the
 *     same pair, and another one once the target has changed
 * @param tables those whose rows are taken along; none where anything is refused
 * @param refused what stands in the way
 */
public record Preview(
    Digest file,
    Digest digest,
    List<TableCounts> tables,
    List<DdlStatement> ddl,
    List<Difference> refused) {
  public Preview {
    tables = List.copyOf(tables);
    ddl = List.copyOf(ddl);
    refused = List.copyOf(refused);
  }
}
