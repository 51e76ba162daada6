package dev.slipway.engine.apply;

import dev.slipway.engine.file.Digest;
import dev.slipway.engine.finding.Finding;
import dev.slipway.engine.structure.DdlStatement;
import dev.slipway.engine.structure.StructurePlan;
import java.util.List;
import java.util.stream.Stream;

/**
 * What a migration would do to a target as it is now.
 *
 * @param digest of what is shown here and of the target's rows that it is about: the same for the
 *     same pair, and another one once the target has changed
 * @param tables those whose rows are taken along; none where anything is refused
 * @param findings what stands in the way, and what people are to know
 */
public record Preview(
    Digest file,
    Digest digest,
    List<TableCounts> tables,
    List<DdlStatement> ddl,
    List<Finding> findings) {
  public Preview {
    tables = List.copyOf(tables);
    ddl = List.copyOf(ddl);
    findings = List.copyOf(findings);
  }

  /** The same, with more to know. Its digest stays: this is about the target's surroundings. */
  public Preview with(List<Finding> more) {
    var all = Stream.concat(findings.stream(), more.stream()).sorted().toList();
    return new Preview(file, digest, tables, ddl, all);
  }

  /** Fails where anything stands in the way, with its words. */
  public void requireNothingRefused() {
    StructurePlan.requireNothingRefused(findings);
  }
}
