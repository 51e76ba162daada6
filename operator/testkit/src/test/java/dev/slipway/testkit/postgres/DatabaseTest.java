package dev.slipway.testkit.postgres;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class DatabaseTest {
  private final Database database = new Database("127.0.0.1", 20_000, "a&b", "owner", "secret");

  @Test
  void neverShowsItsPassword() {
    assertThat(database).asString().doesNotContain("secret");
    assertThat(database.jdbcUrl()).doesNotContain("secret");
  }

  @Test
  void quotesItsNameInTheAddress() {
    assertThat(database.jdbcUrl()).isEqualTo("jdbc:postgresql://127.0.0.1:20000/a%26b");
  }
}
