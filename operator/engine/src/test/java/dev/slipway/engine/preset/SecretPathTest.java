package dev.slipway.engine.preset;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SecretPathTest {
  private static final JsonMapper JSON = new JsonMapper();

  private static final String VALUE =
      """
      {"password": 1,
       "headers": [{"name": "X-Token", "value": 2}, {"name": "Accept", "value": 3}],
       "ssl": {"clientKey": {"passPhrase": 4}},
       "env": {"API-KEY": 5, "API_KEY": 6, "APIKEY": 7, "HOME": 8}}
      """;

  @ParameterizedTest
  @CsvSource(
      delimiter = ';',
      textBlock =
          """
          options.password                           ; 1
          options.PassWord                           ; 1
          options.nothing                            ;
          options.headers.*.value                    ; 2,3
          options.headers.0.value                    ; 2
          options.headers.[name=*token].value        ; 2
          options.**.[name=accept*cookie].value      ;
          options.**.[name=accept|cookie].value      ; 3
          options.**.*phrase                         ; 4
          options.**.password                        ; 1
          options.env.*                              ; 5,6,7,8
          options.env.api?key                        ; 5,6,7
          options.env.api.key                        ;
          """)
  void findsWhatThePathLeadsTo(String path, String values) throws JsonProcessingException {
    var secret = SecretPath.parse(path);

    var found = secret.find(JSON.readTree(VALUE));

    assertThat(secret.column()).isEqualTo("options");
    assertThat(found)
        .extracting(it -> it.value().asText())
        .containsExactlyElementsOf(values == null ? List.of() : List.of(values.split(",")));
  }

  @ParameterizedTest
  @CsvSource(delimiter = '|', textBlock = "options.**.[name=*token].value | headers,0,value")
  void tellsTheWayThere(String path, String way) throws JsonProcessingException {
    var found = SecretPath.parse(path).find(JSON.readTree(VALUE));

    assertThat(found)
        .singleElement()
        .satisfies(it -> assertThat(it.way()).containsExactly(way.split(",")));
  }
}
