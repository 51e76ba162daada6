package dev.slipway.engine.catalog;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ViewTextTest {
  @Test
  void theOnlyRelationIsNotNamedBeforeItsColumns() {
    var older =
        " SELECT orders.\"customerId\",\n    count(*) AS n\n   FROM orders\n"
            + "  WHERE (orders.note <> 'orders.x'::text)\n  GROUP BY orders.\"customerId\"";
    var newer =
        " SELECT \"customerId\",\n    count(*) AS n\n   FROM orders\n"
            + "  WHERE (note <> 'orders.x'::text)\n  GROUP BY \"customerId\"";

    assertThat(ViewText.plain(older)).isEqualTo(newer);
    assertThat(ViewText.plain(newer)).isEqualTo(newer);
  }

  @Test
  void neitherIsItsOtherName() {
    assertThat(ViewText.plain(" SELECT o.\"a\"\"b\"\n   FROM \"Orders\" o"))
        .isEqualTo(" SELECT \"a\"\"b\"\n   FROM \"Orders\" o");
    assertThat(
            ViewText.plain(
                " SELECT \"Orders\".a,\n    public.f(\"Orders\".b) AS f\n   FROM \"Orders\""))
        .isEqualTo(" SELECT a,\n    public.f(b) AS f\n   FROM \"Orders\"");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        " SELECT c.id\n   FROM (customers c\n     JOIN orders o ON ((o.c = c.id)))",
        " SELECT a.id\n   FROM a,\n    b",
        " SELECT a.id\n   FROM a\nUNION\n SELECT b.id\n   FROM b",
        " SELECT a.id,\n    ( SELECT max(b.id) AS max\n           FROM b\n          WHERE (b.a = a.id)) AS m\n   FROM a",
        " SELECT EXTRACT(year FROM a.at) AS year\n   FROM a",
        " SELECT 1 AS one"
      })
  void everyOtherQueryStaysAsItIs(String definition) {
    assertThat(ViewText.plain(definition)).isEqualTo(definition);
  }
}
