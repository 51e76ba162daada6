package dev.slipway.engine.rules;

import dev.slipway.engine.finding.Acceptance;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * The rules of a release.
 *
 * @param builtIn for those of the app's own tables that the preset overwrites; absent: as the
 *     preset says
 * @param userDefined for every other table that has no rule of its own
 * @param casts for columns whose type changes
 * @param accept findings of the build that are overruled
 * @param withheld tables whose rows stay where they are, whatever a rule says
 */
public record RuleSet(
    @Nullable Rule builtIn,
    Rule userDefined,
    List<TableRule> tables,
    List<Cast> casts,
    List<Acceptance> accept,
    List<TablePattern> withheld) {
  public RuleSet {
    tables = List.copyOf(tables);
    casts = List.copyOf(casts);
    accept = List.copyOf(accept);
    withheld = List.copyOf(withheld);
  }

  public RuleSet(@Nullable Rule builtIn, Rule userDefined, List<TableRule> tables) {
    this(builtIn, userDefined, tables, List.of(), List.of(), List.of());
  }

  /** The same rules for somebody who overrules these findings as well. */
  public RuleSet accepting(List<Acceptance> more) {
    var all = Stream.concat(accept.stream(), more.stream()).toList();
    return new RuleSet(builtIn, userDefined, tables, casts, all, withheld);
  }

  /** The same rules for a source that withholds the rows of some tables. */
  public RuleSet withholding(List<TablePattern> patterns) {
    return new RuleSet(builtIn, userDefined, tables, casts, accept, patterns);
  }
}
