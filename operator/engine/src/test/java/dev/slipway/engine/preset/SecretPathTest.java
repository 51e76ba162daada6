package dev.slipway.engine.preset;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SecretPathTest {
  @Test
  void aPathBeginsWithItsColumn() {
    assertThat(SecretPath.parse("password")).isEqualTo(new SecretPath("password", List.of()));
    assertThat(SecretPath.parse("options.**.[name=a|b].value"))
        .isEqualTo(new SecretPath("options", List.of("**", "[name=a|b]", "value")));
  }

  @ParameterizedTest
  @CsvSource({
    "password, password, true",
    "password, PassWord, true",
    "password, passwords, false",
    "*password, smtpPassword, true",
    "*password, passwordPolicy, false",
    "*, '', true",
    "*, anything at all, true",
    "api?key, apikey, true",
    "api?key, API-KEY, true",
    "api?key, api--key, false",
    "accept|*cookie, Set-Cookie, true",
    "accept|*cookie, Accept, true",
    "accept|*cookie, Accept-Language, false",
    "a.c, abc, false"
  })
  void aKeyIsWrittenWithStandIns(String pattern, String key, boolean matches) {
    assertThat(SecretPath.keys(pattern).matcher(key).matches()).isEqualTo(matches);
  }
}
