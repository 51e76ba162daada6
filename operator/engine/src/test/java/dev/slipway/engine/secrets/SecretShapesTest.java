package dev.slipway.engine.secrets;

import static org.assertj.core.api.Assertions.assertThat;

import dev.slipway.engine.bench.PlantedSecrets;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class SecretShapesTest {
  private static final Watch WATCH = Watch.of(List.of());

  static Stream<String> shapes() {
    return new PlantedSecrets(new Random(1)).ofEveryShape().keySet().stream();
  }

  @ParameterizedTest
  @MethodSource("shapes")
  void isFoundWhereverItStands(String shape) {
    for (int seed = 0; seed < 20; seed++) {
      var secret = drawn(shape, seed);

      assertThat(
              List.of(
                  secret,
                  "x " + secret,
                  "\"" + secret + "\"",
                  "key=" + secret + "\n",
                  "é" + secret))
          .as(secret)
          .allMatch(SecretShapesTest::isFound);
    }
  }

  @ParameterizedTest
  @MethodSource("shapes")
  void isNothingWithoutItsHalf(String shape) {
    var secret = drawn(shape, 3);

    assertThat(isFound(secret.substring(0, Math.min(secret.length() / 3, 19))))
        .as(secret)
        .isFalse();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "AKIAIOSFODNN7EXAMPLE",
        "AKIAXXXXXXXXXXXXXXXX",
        "xAKIAQYLPMN5HHHFPZAM2",
        "AKIAQYLPMN5HHHFPZAM2x",
        "ghp_xxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxx",
        "highp_aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa",
        "sk-folding-cube-spinner-animation-container",
        "task-4f2a9c1e8b7d6a5f4e3c2b1a0f9e8d7c",
        "sk-antique-furniture-collection-of-the-museum",
        "https://example.org/a:b/c@d",
        "https://example.org:8080/users/@me",
        "https://www.npmjs.com/package/@nocobase/client",
        "git+ssh://git@github.com:nocobase/nocobase.git",
        "mailto:admin@example.org",
        "postgres://user:password@localhost/db",
        "postgres://app:{{ $env.DB_PASSWORD }}@db/crm",
        "postgres://app:${DB_PASSWORD}@db/crm",
        "postgres://app:****@db/crm",
        "postgres://app@db/crm",
        "https://app.example/sign-in?password=required&next=1",
        "a password=abc in running text",
        "Basic settings",
        "Basic information of the customer",
        "Bearer authentication-is-not-configured-here",
        "Bearer {{ $env.TOKEN }}",
        "Authorization: Bearer YOUR_ACCESS_TOKEN_HERE",
        "-----BEGIN CERTIFICATE-----\nMIIDdzCCAl+gAwIBAgIEAgAAuTANBgkqhkiG9w0BAQUFADBa",
        "-----BEGIN PUBLIC KEY-----\nMIIBIjANBgkqhkiG9w0BAQEFAAOCAQ8AMIIBCgKCAQEA",
        "paste it with the lines -----BEGIN PRIVATE KEY----- and -----END PRIVATE KEY-----",
        "eyJhbGciOiJub25lIn0",
        "eyJ0aXRsZSI6ICJhIHBhZ2UifQ.eyJ0aXRsZSI6ICJhIHBhZ2UifQ.abcdefghijklmnopqrstu",
        "12:AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA",
        "eu-us1",
        "$2b$ is how a bcrypt hash begins",
        "SKU-2026-000123",
        "SKdeadbeef",
        "hf_model_name"
      })
  void nearMissIsNone(String text) {
    assertThat(isFound(text)).isFalse();
  }

  @Test
  void ordinaryContentHasNone() {
    var random = new Random(11);
    var draw = new PlantedSecrets(random);

    for (int i = 0; i < 2000; i++) {
      var content =
          List.of(
              draw.drawn("<alnum:21>"),
              draw.drawn("<token:21>"),
              draw.drawn("<hex:40>"),
              draw.drawn("sha256:<hex:64>"),
              draw.drawn("<hex:8>-<hex:4>-<hex:4>-<hex:4>-<hex:12>"),
              draw.drawn("data:image/png;base64,iVBORw0KGgo<base64:900>="),
              draw.drawn("u_<alnum:11>.<alnum:8>.properties.<alnum:11>"));
      assertThat(content).noneMatch(SecretShapesTest::isFound);
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "<a href=\"https://example.org/?q=a:b&x=c@d\" class=\"btn btn-primary\">Sign in</a>",
        ".sk-circle:before { background-color: #333; animation: sk-fade 1.2s infinite; }",
        "const token = ctx.auth?.token ?? null; // Bearer tokens are checked by the gateway",
        "await ctx.request({ url: 'users:list', headers: { Authorization: `Bearer ${token}` } });",
        "{\"password\": \"Password\", \"Confirm password\": \"Passwort bestätigen\"}",
        "{\"apiKey\": \"API key\", \"secretAccessKey\": \"Secret access key\"}",
        "{\"clientSecret\": {\"type\": \"string\", \"x-component\": \"Password\"}}",
        "请输入密码 https://docs.nocobase.com/cn/handbook/auth-oidc",
        "npm_config_registry=https://packages.example.org",
        "M10 10 H 90 V 90 H 10 L 10 10 Z",
        "@font-face { src: url(data:font/woff2;base64,d09GMgABAAAAAAZkAA0AAAAADHAAAAYPAAEAAAAA) }"
      })
  void ordinaryTextHasNone(String text) {
    var inspection =
        SampleTable.of("bigint", "text").inspected(new ContentInspection(List.of()), "1", text);

    assertThat(inspection.findings()).isEmpty();
  }

  private static boolean isFound(String text) {
    return WATCH.recognises(Text.of(text));
  }

  private static String drawn(String shape, int seed) {
    Map<String, String> secrets = new PlantedSecrets(new Random(seed)).ofEveryShape();
    return secrets.getOrDefault(shape, "");
  }
}
