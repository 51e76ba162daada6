package dev.slipway.engine.apply;

import static java.util.stream.Collectors.joining;

import dev.slipway.engine.EngineException;
import dev.slipway.engine.FailureCode;
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

  /** Fails where anything stands in the way, with its words. */
  public void requireNothingRefused() {
    refuse(refused);
  }

  static void refuse(List<Difference> refused) {
    if (!refused.isEmpty()) {
      throw new EngineException(
          FailureCode.STRUCTURE_UNSUPPORTED,
          "the target differs in more than this version carries over: "
              + refused.stream().map(Difference::inWords).collect(joining("; ")));
    }
  }
}
