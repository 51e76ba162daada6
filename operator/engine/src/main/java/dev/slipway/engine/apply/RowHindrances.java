package dev.slipway.engine.apply;

import static dev.slipway.engine.catalog.SqlIdentifier.qualified;

import dev.slipway.engine.expression.ExpressionCheck;
import dev.slipway.engine.file.TableEntry;
import dev.slipway.engine.finding.Finding;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;

/** What a database may have on its tables that comes between a statement and its rows. */
final class RowHindrances {
  private static final String RULES =
      """
      SELECT DISTINCT c.relname
        FROM pg_rewrite w JOIN pg_class c ON c.oid = w.ev_class
       WHERE w.ev_type <> '1' AND w.ev_enabled <> 'D'
         AND c.oid IN (SELECT name::regclass FROM unnest(?::text[]) AS name)
       ORDER BY c.relname
      """;

  private static final String POLICIES =
      """
      SELECT c.relname FROM pg_class c
       WHERE row_security_active(c.oid)
         AND c.oid IN (SELECT name::regclass FROM unnest(?::text[]) AS name)
       ORDER BY c.relname
      """;

  private RowHindrances() {}

  /**
   * @param tables of the target that rows come into
   */
  static List<Finding> find(TargetSession session, List<TableEntry> tables) throws SQLException {
    var findings = new ArrayList<Finding>();
    var names =
        session
            .connection()
            .createArrayOf(
                "text",
                tables.stream().map(it -> qualified(session.schema(), it.name())).toArray());
    for (var table : session.texts(RULES, names)) {
      findings.add(
          Finding.refusal(
              "rewritten-rows",
              table,
              "has a rule in the target (CREATE RULE) that rewrites what is written to it",
              "drop the rule for the time of the release, or take no rows along"));
    }
    for (var table : session.texts(POLICIES, names)) {
      findings.add(
          Finding.refusal(
              "hidden-rows",
              table,
              "has row security in the target that holds for its owner as well, so rows may be hidden",
              "say NO FORCE ROW LEVEL SECURITY for the time of the release, or take no rows along"));
    }
    var check = new ExpressionCheck(session.connection(), session.schema());
    for (var table : tables) {
      if (table.ownRows() != null) {
        check
            .faultOfCondition(table.name(), table.ownRows())
            .map(it -> unfit(table.name(), it))
            .ifPresent(findings::add);
      }
    }
    return findings;
  }

  private static Finding unfit(String table, String fault) {
    return Finding.refusal(
        "unfit-condition",
        table,
        "the preset's condition for own rows " + fault,
        "correct the preset, or bring the target's table to the structure that it is for");
  }
}
