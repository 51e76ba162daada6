package dev.slipway.e2e.pages;

import static java.util.Objects.requireNonNullElse;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import dev.slipway.engine.packing.Identities;
import dev.slipway.engine.preset.Preset;
import dev.slipway.engine.preset.Presets;
import dev.slipway.engine.rules.RuleParser;
import java.io.UncheckedIOException;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** What the examples say to the engine, which no API server reads. */
class ExampleContentTest {
  private static final String ENCRYPTION = "/spec/stores/backups/encryption";
  private static final YAMLMapper YAML = new YAMLMapper();

  @Test
  void everyRuleIsOne() {
    var rules =
        objects().stream()
            .filter(it -> it.path("kind").asText().equals("MigrationPlan"))
            .map(it -> it.at("/spec/rules"))
            .filter(it -> !it.isMissingNode())
            .toList();

    assertThat(rules).isNotEmpty();
    assertThat(rules)
        .allSatisfy(it -> assertThatCode(() -> RuleParser.parse(it)).doesNotThrowAnyException());
  }

  @Test
  void everyPresetExtensionIsThereAndCanBeRead() {
    var maps = named("ConfigMap", "data");
    var extended = objects().stream().filter(it -> !extension(it).isEmpty()).toList();

    assertThat(extended).isNotEmpty();
    assertThat(extended)
        .allSatisfy(
            it -> {
              var files = maps.get(extension(it));
              assertThat(files).as(extension(it)).isNotNull();
              for (var file : requireNonNullElse(files, YAML.createObjectNode())) {
                var known = preset(it).extendedBy(file.asText());
                assertThat(known.tables()).isNotEmpty();
              }
            });
  }

  @Test
  void everyIdentityOpensWhatItsEnvironmentSeals() {
    var secrets = named("Secret", "stringData");
    var sealing =
        objects().stream()
            .filter(it -> !it.at(ENCRYPTION + "/recipients").isMissingNode())
            .toList();

    assertThat(sealing).isNotEmpty();
    assertThat(sealing)
        .allSatisfy(
            it -> {
              var secret = secrets.get(it.at(ENCRYPTION + "/identitySecret/name").asText());
              var key = it.at(ENCRYPTION + "/identitySecret/key").asText();
              var identity = secret == null ? "" : secret.path(key).asText();
              assertThat(Identities.parse(identity).recipients())
                  .contains(it.at(ENCRYPTION + "/recipients/0").asText());
            });
  }

  private static Preset preset(JsonNode environment) {
    var name = environment.at("/spec/preset").asText();
    return name.isEmpty() ? Preset.NONE : Presets.named(name);
  }

  private static String extension(JsonNode environment) {
    return environment.at("/spec/presetExtension/configMap").asText();
  }

  private static Map<String, JsonNode> named(String kind, String content) {
    var named = new HashMap<String, JsonNode>();
    objects().stream()
        .filter(it -> it.path("kind").asText().equals(kind))
        .forEach(it -> named.put(it.at("/metadata/name").asText(), it.path(content)));
    return named;
  }

  private static List<JsonNode> objects() {
    return Stories.all().stream()
        .flatMap(story -> Stories.files(story).stream())
        .flatMap(file -> Stories.documents(file).stream())
        .map(ExampleContentTest::read)
        .toList();
  }

  private static JsonNode read(String document) {
    try {
      return YAML.readTree(document);
    } catch (JsonProcessingException e) {
      throw new UncheckedIOException(e);
    }
  }
}
