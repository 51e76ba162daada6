package dev.slipway.engine.secrets;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class RequiredLiteralTest {
  @ParameterizedTest
  @CsvSource(
      delimiter = '~',
      value = {
        "\\{\\{\\s*\\$env\\.(\\w+)\\s*\\}\\} ~ $env.",
        "\\$\\{([A-Z_]+)\\} ~ ${",
        "%([A-Z]+)% ~ %",
        "process\\.env\\.(\\w+) ~ process.env.",
        "ab+c ~ ab",
        "abc?d ~ ab",
        "abc*d ~ ab",
        "abc{2}de ~ ab",
        "vault:([^#)]+)#x ~ vault:",
        "(a(b)[)]c)secret/(.+) ~ secret/",
        "abc\\d+defg ~ defg",
        "\\{\\{(?:\\s|\\\\+[nrt])*(?:ctx\\.)?\\$env\\.([A-Z]+)(?::[^}]*)?\\}\\} ~ $env.",
        "\\bctx\\.\\$env\\[\\\\*([A-Z]+)\\] ~ ctx.$env[",
        "secret:(?<name>[a-z]+) ~ secret:",
        "a(?i)bcd(x) ~ ''",
        "abc|defg ~ ''",
        "(?i)abc(x) ~ ''",
        "\\u0024env ~ ''",
        "\\Qabc\\E ~ ''",
        "é_env ~ ''",
        "abc\\ ~ ''",
        "(.+) ~ ''"
      })
  void isWhatEveryMatchHolds(String expression, String literal) {
    assertThat(RequiredLiteral.of(expression)).isEqualTo(literal);
  }
}
