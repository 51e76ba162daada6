package dev.slipway.engine.bench;

import dev.slipway.testkit.postgres.PostgresInstallation;
import java.util.ArrayList;
import java.util.List;

/**
 * Tells how the structures of two databases on one server differ, by tools that are not ours:
 * pg_dump and pgcodekeeper. Neither the order of columns nor the names of constraints, indexes and
 * owned sequences count.
 */
public final class StructureOracle {
  private final PostgresInstallation installation;

  public StructureOracle(PostgresInstallation installation) {
    this.installation = installation;
  }

  /** What both tools say; pg_dump's part is missing where the server came without it. */
  public List<String> differences(AppDatabase wanted, AppDatabase found) {
    var differences = new ArrayList<String>();
    if (canDump()) {
      differences.addAll(byDump(wanted, found));
    }
    differences.addAll(KeeperDiff.statements(wanted, found));
    return differences;
  }

  /** Whether pg_dump can be asked at all. */
  public boolean canDump() {
    return PlainDump.isPossible(installation);
  }

  /** What is missing, after a minus, and what is too much, after a plus. */
  public List<String> byDump(AppDatabase wanted, AppDatabase found) {
    return byDump(wanted, found, false);
  }

  /** Owners and grants count too; the owner of each database is taken for the same role. */
  public List<String> byDumpWithRights(AppDatabase wanted, AppDatabase found) {
    return byDump(wanted, found, true);
  }

  /** The statements that would turn the second into the first. */
  public List<String> byKeeper(AppDatabase wanted, AppDatabase found) {
    return KeeperDiff.statements(wanted, found);
  }

  private List<String> byDump(AppDatabase wanted, AppDatabase found, boolean withRights) {
    var missing = new ArrayList<>(StructureDump.facts(wanted, installation, withRights));
    var surplus = new ArrayList<String>();
    for (var fact : StructureDump.facts(found, installation, withRights)) {
      if (!missing.remove(fact)) {
        surplus.add(fact);
      }
    }
    var differences = new ArrayList<String>();
    missing.forEach(it -> differences.add("- " + it));
    surplus.forEach(it -> differences.add("+ " + it));
    return differences;
  }
}
