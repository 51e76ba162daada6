package dev.slipway.engine.selection;

import static org.assertj.core.api.Assertions.assertThat;

import dev.slipway.engine.bench.AppDatabase;
import dev.slipway.engine.catalog.Catalog;
import dev.slipway.engine.catalog.CatalogReader;
import dev.slipway.engine.database.Transaction;
import dev.slipway.engine.finding.Finding;
import dev.slipway.engine.preset.BuiltInTables;
import dev.slipway.engine.rules.Rule;
import dev.slipway.engine.rules.RuleParser;
import dev.slipway.engine.rules.TablePattern;
import dev.slipway.testkit.postgres.PostgresInstallation;
import java.sql.SQLException;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Rules beside the catalog of a real schema. Everything here reads, so one schema serves all. */
class SelectorIT {
  private static final Catalog CATALOG = catalog();

  @Test
  void aTableHasTheRuleThatNamesItElseTheOneOfUserDefinedTables() {
    var selection =
        select(
            """
            {"userDefined": "Skip",
             "tables": [{"tables": ["pages", "tpl_*"], "rule": "Overwrite"}]}""");

    assertThat(selection.findings()).isEmpty();
    assertThat(selection.taken())
        .extracting(TableChoice::name)
        .containsExactly("pages", "tpl_mail");
    assertThat(selection.tables())
        .filteredOn(it -> it.name().equals("orders"))
        .singleElement()
        .satisfies(
            it -> {
              assertThat(it.rule()).isEqualTo(Rule.SKIP);
              assertThat(it.origin()).isEqualTo(RuleOrigin.USER_DEFINED);
            });
  }

  @Test
  void everythingThatIsWrongIsToldAtOnce() {
    var selection =
        select(
            """
            {"userDefined": "Skip",
             "casts": [{"column": "pages.gone", "using": "1"}],
             "tables": [
               {"tables": ["pages", "nowhere*"], "rule": "Overwrite"},
               {"tables": ["pa*"], "rule": "SchemaOnly"},
               {"tables": ["keyless"], "rule": "InsertIgnore"},
               {"tables": ["measures"], "rule": "SchemaOnly"},
               {"tables": ["tpl_mail"], "rule": "Upsert", "match": ["nothing"],
                "preserveColumns": ["neither"]}]}""");

    assertThat(selection.findings())
        .extracting(Finding::id)
        .containsExactlyInAnyOrder(
            "no-such-table:nowhere*",
            "no-such-column:pages.gone",
            "several-rules:pages",
            "rule-needs-key:keyless",
            "unsupported:measures",
            "no-such-column:tpl_mail",
            "no-such-column:tpl_mail",
            "rule-needs-key:tpl_mail");
  }

  @Test
  void aTableThatOneRuleMatchesTwiceHasOneRule() {
    var selection =
        select("{\"tables\": [{\"tables\": [\"pages\", \"pag*\"], \"rule\": \"Skip\"}]}");

    assertThat(selection.findings()).extracting(Finding::kind).doesNotContain("several-rules");
  }

  @Test
  void rowsThatAreWithheldAreRefusedAndStructureIsNot() {
    var rules =
        RuleParser.parse(
                """
                {"userDefined": "Skip", "tables": [
                  {"tables": ["orders", "pages"], "rule": "Overwrite"},
                  {"tables": ["tpl_mail"], "rule": "SchemaOnly"}]}""")
            .withholding(List.of(new TablePattern("ord*"), new TablePattern("tpl_mail")));

    var selection = Selector.select(CATALOG, rules, BuiltInTables.none());

    assertThat(selection.findings())
        .extracting(Finding::id)
        .containsExactly("exports-denied:orders");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          orders        |            | false
          orders        | id         | false
          orders        | code       | true
          orders        | region     | false
          orders        | owned      | false
          orders        | region,no  | true
          orders        | no,region  | true
          orders        | note       | false
          orders        | lowered    | false
          orders        | active     | false
          snowflakes    |            | true
          identities    |            | false
          drawn         |            | false
          keyless       |            | false
          keyless       | Odd "name  | true
          children      |            | false
          """)
  void rowsAreMatchedByAUniqueKeyThatNoSequenceFills(String table, String match, boolean legal) {
    var columns = match == null ? List.<String>of() : List.of(match.split(","));
    var present = CATALOG.table(table).orElseThrow();

    var findings =
        RuleLegality.of(
            present, CATALOG, Rule.UPSERT, columns.isEmpty() ? present.keyColumns() : columns);

    assertThat(findings.isEmpty()).as("%s", findings).isEqualTo(legal);
    assertThat(findings).allSatisfy(it -> assertThat(it.place()).isEqualTo(table));
  }

  private static Selection select(String rules) {
    return Selector.select(CATALOG, RuleParser.parse(rules), BuiltInTables.none());
  }

  private static Catalog catalog() {
    var app = AppDatabase.fresh(PostgresInstallation.newest());
    app.run(
        """
        CREATE TABLE pages (id text PRIMARY KEY);
        CREATE TABLE parts (id text PRIMARY KEY);
        CREATE TABLE tpl_mail (id text PRIMARY KEY);
        CREATE TABLE keyless (a int, "Odd ""name" int);
        CREATE UNIQUE INDEX ON keyless ("Odd ""name");
        CREATE TABLE measures (at date) PARTITION BY RANGE (at);
        CREATE TABLE snowflakes (id bigint PRIMARY KEY);
        CREATE TABLE identities (id bigint PRIMARY KEY GENERATED BY DEFAULT AS IDENTITY);
        CREATE SEQUENCE numbers;
        CREATE FUNCTION next_number() RETURNS bigint LANGUAGE sql AS 'SELECT nextval(''numbers'')';
        CREATE TABLE drawn (id bigint PRIMARY KEY DEFAULT next_number());
        ALTER SEQUENCE numbers OWNED BY drawn.id;
        CREATE TABLE orders (
          id bigserial PRIMARY KEY, code text UNIQUE, region text, no int, note text,
          lowered text, active text, owned text);
        CREATE UNIQUE INDEX ON orders (region, no DESC);
        CREATE UNIQUE INDEX ON orders (lower(lowered));
        CREATE UNIQUE INDEX ON orders (active) WHERE note IS NULL;
        CREATE TABLE children (PRIMARY KEY (id)) INHERITS (orders)""");
    try (var session = app.sessions().open();
        var _ = Transaction.begin(session)) {
      return CatalogReader.read(session, "public");
    } catch (SQLException e) {
      throw new IllegalStateException(e);
    }
  }
}
