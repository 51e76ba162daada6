package dev.slipway.engine.structure;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class SqlTextTest {
  @Test
  void findsNamesAsWords() {
    assertThat(SqlText.mentions("CHECK ((a > 0))", "a")).isTrue();
    assertThat(SqlText.mentions("CHECK ((\"A b\" > 0))", "A b")).isTrue();
    assertThat(SqlText.mentions("CHECK ((ab > 0))", "a")).isFalse();
    assertThat(SqlText.mentions("USING btree (lower(name))", "lower")).isTrue();
  }

  @Test
  void readsTheFirstListWhateverIsInTheNames() {
    assertThat(SqlText.firstList("btree (a, lower((b)::text), \"c,(d\" DESC) INCLUDE (e)"))
        .containsExactly("a", "lower((b)::text)", "\"c,(d\" DESC");
    assertThat(SqlText.firstList("REFERENCES \"we(ird\"(id)")).containsExactly("id");
    assertThat(SqlText.firstList("none")).isEmpty();
  }

  @Test
  void takesQuotesOffNames() {
    assertThat(SqlText.unquoted("\"a\"\"b\"")).isEqualTo("a\"b");
    assertThat(SqlText.unquoted("plain")).isEqualTo("plain");
  }
}
