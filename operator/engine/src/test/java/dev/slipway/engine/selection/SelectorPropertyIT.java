package dev.slipway.engine.selection;

import static java.util.stream.Collectors.joining;
import static org.assertj.core.api.Assertions.assertThat;

import dev.slipway.engine.bench.AppDatabase;
import dev.slipway.engine.catalog.Catalog;
import dev.slipway.engine.catalog.CatalogReader;
import dev.slipway.engine.catalog.Table;
import dev.slipway.engine.database.Transaction;
import dev.slipway.engine.finding.Finding;
import dev.slipway.engine.preset.BuiltInTables;
import dev.slipway.engine.rules.Rule;
import dev.slipway.engine.rules.RuleSet;
import dev.slipway.engine.rules.TablePattern;
import dev.slipway.engine.rules.TableRule;
import dev.slipway.testkit.postgres.PostgresInstallation;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Random rules over random names, beside what a reader of the documentation would work out. */
class SelectorPropertyIT {
  private static final String LETTERS = "ab_";
  private static final Catalog CATALOG = catalog();

  static Stream<Long> seeds() {
    return IntStream.range(0, 300).mapToObj(it -> (long) it);
  }

  @ParameterizedTest
  @MethodSource("seeds")
  void everyTableHasTheRuleThatAReaderWouldExpect(long seed) {
    var random = new Random(seed);
    var rules = rules(random);

    var selection = Selector.select(CATALOG, rules, BuiltInTables.none());

    var said = selection.findings().stream().map(Finding::id).distinct().toList();
    assertThat(said).containsExactlyInAnyOrderElementsOf(expectedFindings(rules));
    assertThat(selection.tables())
        .allSatisfy(it -> assertThat(it.rule()).isEqualTo(expectedRule(rules, it.name())));
  }

  private static Rule expectedRule(RuleSet rules, String table) {
    for (var rule : rules.tables()) {
      for (var pattern : rule.tables()) {
        if (naiveMatch(pattern.text(), table)) {
          return rule.rule();
        }
      }
    }
    return rules.userDefined();
  }

  private static List<String> expectedFindings(RuleSet rules) {
    var names = CATALOG.tables().stream().map(Table::name).toList();
    var expected = new ArrayList<String>();
    for (var rule : rules.tables()) {
      for (var pattern : rule.tables()) {
        if (names.stream().noneMatch(it -> naiveMatch(pattern.text(), it))) {
          expected.add("no-such-table:" + pattern.text());
        }
      }
    }
    for (var name : names) {
      int matching = 0;
      for (var rule : rules.tables()) {
        matching += rule.tables().stream().anyMatch(it -> naiveMatch(it.text(), name)) ? 1 : 0;
      }
      if (matching > 1) {
        expected.add("several-rules:" + name);
      }
      var rule = expectedRule(rules, name);
      if (rule.takesRows()
          && rules.withheld().stream().anyMatch(it -> naiveMatch(it.text(), name))) {
        expected.add("exports-denied:" + name);
      }
    }
    return expected.stream().distinct().toList();
  }

  /** By trying every length for the first star. */
  private static boolean naiveMatch(String pattern, String name) {
    if (pattern.isEmpty()) {
      return name.isEmpty();
    }
    if (pattern.charAt(0) != '*') {
      return !name.isEmpty()
          && pattern.charAt(0) == name.charAt(0)
          && naiveMatch(pattern.substring(1), name.substring(1));
    }
    return IntStream.rangeClosed(0, name.length())
        .anyMatch(it -> naiveMatch(pattern.substring(1), name.substring(it)));
  }

  private static RuleSet rules(Random random) {
    var tables =
        IntStream.range(0, random.nextInt(4))
            .mapToObj(_ -> new TableRule(patterns(random), rule(random)))
            .toList();
    return new RuleSet(null, rule(random), tables).withholding(patterns(random));
  }

  private static List<TablePattern> patterns(Random random) {
    return IntStream.rangeClosed(0, random.nextInt(3))
        .mapToObj(_ -> new TablePattern(word(random, LETTERS + "*")))
        .distinct()
        .toList();
  }

  private static Rule rule(Random random) {
    var rules = List.copyOf(EnumSet.allOf(Rule.class));
    return rules.get(random.nextInt(rules.size()));
  }

  private static String word(Random random, String letters) {
    return IntStream.rangeClosed(0, random.nextInt(3))
        .mapToObj(_ -> String.valueOf(letters.charAt(random.nextInt(letters.length()))))
        .collect(joining());
  }

  private static Catalog catalog() {
    var app = AppDatabase.fresh(PostgresInstallation.newest());
    var random = new Random(1);
    IntStream.range(0, 60)
        .mapToObj(_ -> word(random, LETTERS))
        .distinct()
        .forEach(it -> app.run("CREATE TABLE " + it + " (id text PRIMARY KEY)"));
    try (var session = app.sessions().open();
        var _ = Transaction.begin(session)) {
      return CatalogReader.read(session, "public");
    } catch (SQLException e) {
      throw new IllegalStateException(e);
    }
  }
}
