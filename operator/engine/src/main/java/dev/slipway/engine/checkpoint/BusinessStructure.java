package dev.slipway.engine.checkpoint;

import static java.util.stream.Collectors.groupingBy;
import static java.util.stream.Collectors.joining;
import static java.util.stream.Collectors.mapping;
import static java.util.stream.Collectors.toSet;

import dev.slipway.engine.file.Manifest;
import dev.slipway.engine.file.TableEntry;
import dev.slipway.engine.finding.Finding;
import dev.slipway.engine.structure.DdlStatement;
import java.util.List;
import java.util.TreeMap;
import java.util.regex.Pattern;

/**
 * Says where a checkpoint would do more to a table of the business than to give it what it lacks:
 * what came there since, and its rows, are not the checkpoint's to change.
 */
final class BusinessStructure {
  static final String KIND = "business-structure";

  private static final String NAME = "(?:\"(?:[^\"]|\"\")*\"|[^\" .]+)";
  private static final Pattern ADDS =
      Pattern.compile(
          "(?:CREATE|COMMENT ON) .*"
              + "|ALTER TABLE (?:ONLY )?(?:NAME\\.)?NAME ADD (?:COLUMN|CONSTRAINT) .*"
                  .replace("NAME", NAME)
              + "|ALTER SEQUENCE (?:NAME\\.)?NAME OWNED BY .*".replace("NAME", NAME),
          Pattern.DOTALL);

  private BusinessStructure() {}

  static List<Finding> findings(Manifest checkpoint, List<DdlStatement> ddl) {
    var configuration = checkpoint.tablesWithRows().stream().map(TableEntry::name).collect(toSet());
    return ddl.stream()
        .filter(it -> !configuration.contains(it.table()))
        .filter(it -> !ADDS.matcher(it.sql()).matches())
        .collect(
            groupingBy(
                DdlStatement::table, TreeMap::new, mapping(DdlStatement::sql, joining("; "))))
        .entrySet()
        .stream()
        .map(it -> finding(it.getKey(), it.getValue()))
        .toList();
  }

  private static Finding finding(String table, String statements) {
    return Finding.acceptableRefusal(
        KIND,
        table,
        "has changed since the checkpoint, which would take that back: " + statements,
        "leave it, and change the configuration by hand; or accept this");
  }
}
