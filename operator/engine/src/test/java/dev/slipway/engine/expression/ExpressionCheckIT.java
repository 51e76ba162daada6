package dev.slipway.engine.expression;

import static org.assertj.core.api.Assertions.assertThat;

import dev.slipway.engine.bench.AppDatabase;
import dev.slipway.engine.database.Transaction;
import dev.slipway.testkit.postgres.PostgresInstallation;
import java.sql.SQLException;
import java.util.Optional;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

@ParameterizedClass
@MethodSource("dev.slipway.testkit.postgres.PostgresInstallation#all")
class ExpressionCheckIT {
  private final AppDatabase app;

  ExpressionCheckIT(PostgresInstallation installation) {
    app = AppDatabase.fresh(installation);
    app.run(
        """
        CREATE TABLE categories (id bigint PRIMARY KEY, code text, archived boolean, meta jsonb);
        CREATE SEQUENCE counter;
        CREATE FUNCTION approve(text) RETURNS boolean LANGUAGE sql AS 'SELECT true';
        CREATE OPERATOR === (LEFTARG = text, RIGHTARG = text, FUNCTION = texteq)""");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "archived = false",
        "NOT archived AND lower(code) LIKE 'a%'",
        "meta ? 'kept' AND meta ->> 'kind' IN ('a', 'b')",
        "id IN (SELECT c.id FROM public.categories AS c WHERE c.archived)",
        "coalesce(code, '') <> '' AND extract(year FROM now()) > 2000"
      })
  void takesWhatOnlyReads(String condition) throws SQLException {
    assertThat(fault(condition)).isEmpty();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '\0',
      textBlock =
          """
          archived = 7                                                  | cannot be read
          nothing = 1                                                   | cannot be read
          approve(code)                                                 | cannot be read
          public.approve(code)                                          | did not come with
          code OPERATOR(public.===) 'a'                                 | did not come with
          pg_sleep(1) IS NULL                                           | calls pg_sleep
          set_config('a.b', 'c', false) = 'c'                           | calls set_config
          id = nextval('public.counter')                                | calls nextval
          EXISTS (SELECT pg_terminate_backend(pid) FROM pg_stat_activity) | calls pg_terminate
          pg_read_file('/etc/passwd') = ''                              | calls pg_read_file
          query_to_xml('DELETE FROM categories', true, true, '') IS NULL | calls query_to_xml
          true; DROP TABLE categories                                   | semicolon
          """)
  void refusesWhatCouldDoMore(String condition, String finding) throws SQLException {
    assertThat(fault(condition)).hasValueSatisfying(it -> assertThat(it).contains(finding));
  }

  private Optional<String> fault(String condition) throws SQLException {
    try (var session = app.sessions().open();
        var _ = Transaction.begin(session)) {
      return new ExpressionCheck(session, "public").faultOfCondition("categories", condition);
    }
  }
}
