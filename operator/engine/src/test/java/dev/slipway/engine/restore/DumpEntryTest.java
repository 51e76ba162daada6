package dev.slipway.engine.restore;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class DumpEntryTest {
  @ParameterizedTest
  @CsvSource({
    "215; 1259 16386 TABLE app customers owner, TABLE, app customers owner",
    "3325; 0 16386 TABLE DATA app customers owner, TABLE DATA, app customers owner",
    "3; 0 0 MATERIALIZED VIEW DATA app totals owner, MATERIALIZED VIEW DATA, app totals owner",
    "3; 0 0 MATERIALIZED VIEW app totals owner, MATERIALIZED VIEW, app totals owner",
    "3; 2606 1 FK CONSTRAINT app orders orders_fkey owner, FK CONSTRAINT, app orders orders_fkey owner",
    "3; 2606 1 CONSTRAINT app orders orders_pkey owner, CONSTRAINT, app orders orders_pkey owner",
    "3; 826 1 DEFAULT ACL app DEFAULT PRIVILEGES FOR TABLES owner, DEFAULT ACL, app DEFAULT PRIVILEGES FOR TABLES owner"
  })
  void knowsAKindOfMoreThanOneWord(String line, String kind, String rest) {
    assertThat(DumpEntry.parse(line)).contains(new DumpEntry(line, kind, rest));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"", ";", "; Archive created at 2026-03-04 12:00:00 UTC", ";     Format: CUSTOM"})
  void isNoneInWhatIsSaidOfTheDump(String line) {
    assertThat(DumpEntry.parse(line)).isEmpty();
  }

  @Test
  void tellsASchemaFromWhatIsSaidOfOne() {
    assertThat(entry("5; 2615 16385 SCHEMA - app owner").makesSchema()).isTrue();
    assertThat(entry("9; 0 0 ACL - SCHEMA app owner").describesSchema()).isTrue();
    assertThat(entry("9; 0 0 COMMENT - SCHEMA app owner").describesSchema()).isTrue();
    assertThat(entry("9; 0 0 ACL app TABLE customers owner").describesSchema()).isFalse();
  }

  @Test
  void belongsToWhoIsNamedLast() {
    var entry = entry("215; 1259 16386 TABLE app customers the owner");

    assertThat(entry.isOwnedBy("the owner")).isTrue();
    assertThat(entry.isOwnedBy("customers")).isFalse();
    assertThat(entry("2; 3079 1 EXTENSION - citext ").hasOwner()).isFalse();
  }

  private static DumpEntry entry(String line) {
    return DumpEntry.parse(line).orElseThrow();
  }
}
