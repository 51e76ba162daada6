package dev.slipway.engine.merge;

import dev.slipway.engine.file.Digest;
import dev.slipway.engine.finding.Finding;
import dev.slipway.engine.rules.Rule;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What a merge found.
 *
 * @param base absent where a single source was taken as it is
 * @param tables those of which rows travel
 * @param conflicts the first of those that nobody has decided
 * @param conflictCount how many there are
 * @param findings refusals that no choice mends, and what else is to be said
 */
public record MergeReport(
    @Nullable Digest base,
    List<Joined> sources,
    List<MergedTable> tables,
    List<Conflict> conflicts,
    long conflictCount,
    List<String> resolved,
    List<Finding> findings) {
  public MergeReport {
    sources = List.copyOf(sources);
    tables = List.copyOf(tables);
    conflicts = List.copyOf(conflicts);
    resolved = List.copyOf(resolved);
    findings = List.copyOf(findings);
  }

  /** A source by the name that it was given, and its file. */
  public record Joined(String source, Digest digest) {}

  /**
   * A table of the joined file.
   *
   * @param match the columns that rows are told apart by; none: the table goes as a whole
   * @param removed rows of the base that are to go from the target
   */
  public record MergedTable(
      String table, Rule rule, List<String> match, long rows, long removed, List<Brought> brought) {
    public MergedTable {
      match = List.copyOf(match);
      brought = List.copyOf(brought);
    }
  }

  /** What one source has brought of a table's rows. */
  public record Brought(String source, long added, long changed, long removed) {}

  /** Everything that stands in the way, each conflict among it. */
  public List<Finding> refusals() {
    var all = new ArrayList<Finding>();
    conflicts.forEach(it -> all.add(it.finding()));
    if (conflictCount > conflicts.size()) {
      all.add(
          Finding.refusal(
              "merge-conflict",
              "more",
              "%s conflicts beyond those that are listed"
                  .formatted(conflictCount - conflicts.size()),
              "decide these first"));
    }
    findings.stream().filter(it -> it.severity().refuses()).forEach(all::add);
    return all;
  }
}
