package dev.slipway.engine.apply;

import dev.slipway.engine.Refusals;
import dev.slipway.engine.file.Digest;
import dev.slipway.engine.finding.Finding;
import dev.slipway.engine.structure.DdlStatement;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What a migration would do to a target as it is now.
 *
 * @param digest of tables, statements and the target's rows that they are about: the same for the
 *     same pair, and another one once the target has changed. What is measured, and what is said of
 *     the surroundings, is no part of it
 * @param tables those whose rows are taken along; none where anything is refused
 * @param findings what stands in the way, and what people are to know
 * @param accepted what a person has overruled
 * @param keys of the first rows that change, by table; none of tables without a key
 * @param impacts on those who use the target's tables; none where anything is refused
 * @param closed absent where anything is refused
 */
public record Preview(
    Digest file,
    Digest digest,
    List<TableCounts> tables,
    List<DdlStatement> ddl,
    List<Finding> findings,
    List<Finding> accepted,
    List<TableKeys> keys,
    List<TableImpact> impacts,
    @Nullable ClosedTime closed) {
  public Preview {
    tables = List.copyOf(tables);
    ddl = List.copyOf(ddl);
    findings = List.copyOf(findings);
    accepted = List.copyOf(accepted);
    keys = List.copyOf(keys);
    impacts = List.copyOf(impacts);
  }

  /** What an apply needs to know. */
  Preview(
      Digest file,
      Digest digest,
      List<TableCounts> tables,
      List<DdlStatement> ddl,
      List<Finding> findings) {
    this(file, digest, tables, ddl, findings, List.of(), List.of(), List.of(), null);
  }

  /** Times are measured, and no two looks at the same target give the same ones. */
  public Preview withoutTimes() {
    return new Preview(file, digest, tables, ddl, findings, accepted, keys, List.of(), null);
  }

  /** Whether both are of the same target, whatever its surroundings have become. */
  public boolean changesTheSame(Preview other) {
    return MigrationReport.of(this).equals(MigrationReport.of(other));
  }

  /** Fails where anything stands in the way, with its words. */
  public void requireNothingRefused() {
    Refusals.requireNone(findings);
  }
}
