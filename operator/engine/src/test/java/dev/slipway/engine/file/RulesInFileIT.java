package dev.slipway.engine.file;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.slipway.engine.EngineException;
import dev.slipway.engine.FailureCode;
import dev.slipway.engine.finding.Finding;
import dev.slipway.engine.rules.Cast;
import dev.slipway.testkit.postgres.Database;
import dev.slipway.testkit.postgres.PostgresInstallation;
import dev.slipway.testkit.postgres.PostgresServer;
import java.sql.SQLException;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

/** What rules make of a file, over rows that are there. */
@ParameterizedClass
@MethodSource("dev.slipway.testkit.postgres.PostgresInstallation#all")
class RulesInFileIT {
  private final PostgresServer server;
  private Database database;

  RulesInFileIT(PostgresInstallation installation) {
    this.server = PostgresServer.shared(installation);
  }

  @BeforeEach
  void aTableOfCategories() throws SQLException {
    database = server.freshDatabase();
    Builds.run(
        database,
        """
        CREATE TABLE categories (
          id bigint PRIMARY KEY, code text UNIQUE, sort int, archived boolean, price numeric);
        INSERT INTO categories VALUES
          (1, 'b', 10, false, 1.50), (2, 'a', 20, true, 0), (10, 'c', 30, NULL, 7);
        CREATE TABLE plain (a text, b int);
        INSERT INTO plain VALUES ('x, y', 2), ('x', 10), ('x', 9), (NULL, 1), ('', 1);""");
  }

  @Test
  void onlyRowsForWhichTheConditionIsTrueTravel() {
    var file =
        build(
            """
            {"tables": ["categories"], "rule": "Upsert", "match": ["code"],
             "preserveColumns": ["sort"], "where": "archived = false"}""");

    assertThat(Builds.rows(file, "categories")).isEqualTo("1\tb\t10\tf\t1.50\n");
    assertThat(file.manifest().table("categories"))
        .hasValueSatisfying(
            it -> {
              assertThat(it.keyColumns()).containsExactly("code");
              assertThat(it.preserved()).containsExactly("sort");
              assertThat(it.where()).isEqualTo("archived = false");
            });
  }

  @Test
  void rowsAreInTheOrderOfWhatTheyAreMatchedBy() {
    var byCode =
        build("{\"tables\": [\"categories\"], \"rule\": \"Upsert\", \"match\": [\"code\"]}");
    var byKey = build("{\"tables\": [\"categories\"], \"rule\": \"Overwrite\"}");
    var byRow = build("{\"tables\": [\"plain\"], \"rule\": \"Overwrite\"}");

    assertThat(firstColumn(Builds.rows(byCode, "categories"))).containsExactly("2", "1", "10");
    assertThat(firstColumn(Builds.rows(byKey, "categories"))).containsExactly("1", "2", "10");
    assertThat(Builds.rows(byRow, "plain")).isEqualTo("\t1\nx, y\t2\n\\N\t1\nx\t10\nx\t9\n");
  }

  @Test
  void castsTravelAlong() throws SQLException {
    var file =
        Builds.build(
            database,
            """
            {"casts": [{"column": "categories.sort", "using": "sort::text::integer"}]}""");

    assertThat(file.manifest().casts())
        .containsExactly(new Cast("categories", "sort", "sort::text::integer"));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '\0',
      textBlock =
          """
          archived = 7                       | unfit-condition:categories | cannot be read
          true); DROP TABLE categories; --   | unfit-condition:categories | closes a parenthesis
          pg_sleep(9) IS NULL                | unfit-condition:categories | calls pg_sleep
          1 / (id - 2) > 0                   | unfit-condition:categories | code 22012
          concat(price, code)::int > 0       | unfit-condition:categories | code 22P02
          """)
  void aConditionThatIsNotFitIsRefusedWithoutAValueOfARow(
      String condition, String id, String words) {
    var refused =
        refused(
            "{\"tables\": [\"categories\"], \"rule\": \"Overwrite\", \"where\": \"%s\"}"
                .formatted(condition));

    assertThat(refused.findings()).extracting(Finding::id).containsExactly(id);
    assertThat(refused).hasMessageContaining(words).message().doesNotContain("1.50", "0a");
  }

  @Test
  void rowsThatNothingTellsApartAreRefused() throws SQLException {
    Builds.run(database, "INSERT INTO categories VALUES (11, NULL, 1, false, 1)");

    var refused =
        refused(
            "{\"tables\": [\"categories\"], \"rule\": \"InsertIgnore\", \"match\": [\"code\"]}");

    assertThat(refused).hasMessageContaining("1 rows have no value in [code]");
    assertThat(refused.code()).isEqualTo(FailureCode.RULES_ILLEGAL);
  }

  @Test
  void whatWasAcceptedInVainIsSaid() {
    var file =
        Builds.build(
            database,
            """
            {"accept": [{"finding": "literal-secret:nowhere", "reason": "it was there once"}]}""");

    assertThat(file.findings())
        .extracting(Finding::id)
        .containsExactly("accepted-in-vain:literal-secret:nowhere");
    assertThat(file.manifest().accepted()).isEmpty();
  }

  private BuiltFile build(String tableRule) {
    return Builds.build(database, "{\"tables\": [" + tableRule + "]}");
  }

  private EngineException refused(String tableRule) {
    return catchThrowableOfType(EngineException.class, () -> build(tableRule));
  }

  private static List<String> firstColumn(String rows) {
    return rows.lines().map(it -> it.substring(0, it.indexOf('\t'))).toList();
  }
}
