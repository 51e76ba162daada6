package dev.slipway.api.printing;

import static org.assertj.core.api.Assertions.assertThat;

import io.fabric8.kubernetes.api.model.apiextensions.v1.CustomResourceDefinition;
import io.fabric8.kubernetes.api.model.apiextensions.v1.JSONSchemaProps;
import io.fabric8.kubernetes.client.utils.Serialization;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Predicate;
import org.junit.jupiter.api.Test;

/** What holds for every field of every kind. */
class SchemaBoundsTest {
  @Test
  void everyTextListAndMapHasAnEnd() {
    var endless = fields(SchemaBoundsTest::isEndless);

    assertThat(endless).isEmpty();
  }

  @Test
  void everyFieldIsExplained() {
    var unexplained = fields(schema -> schema.getDescription() == null);

    assertThat(unexplained).isEmpty();
  }

  private static boolean isEndless(JSONSchemaProps schema) {
    return switch (schema.getType()) {
      case "array" -> schema.getMaxItems() == null;
      case "object" ->
          schema.getAdditionalProperties() != null && schema.getMaxProperties() == null;
      case "string" ->
          schema.getMaxLength() == null && schema.getEnum().isEmpty() && schema.getFormat() == null;
      case null, default -> false;
    };
  }

  private static List<String> fields(Predicate<JSONSchemaProps> search) {
    var found = new ArrayList<String>();
    for (var page : CrdPrinter.print().values()) {
      var definition = Serialization.unmarshal(page, CustomResourceDefinition.class);
      var root = definition.getSpec().getVersions().getFirst().getSchema().getOpenAPIV3Schema();
      for (var part : List.of("spec", "status")) {
        search(
            RecordSchema.property(root, part),
            definition.getSpec().getNames().getKind() + "." + part,
            search,
            found);
      }
    }
    return found;
  }

  private static void search(
      JSONSchemaProps schema, String path, Predicate<JSONSchemaProps> search, List<String> found) {
    schema
        .getProperties()
        .forEach(
            (name, property) -> {
              if (search.test(property)) {
                found.add(path + "." + name);
              }
              search(property, path + "." + name, search, found);
              if (property.getItems() != null) {
                search(property.getItems().getSchema(), path + "." + name + "[]", search, found);
              }
            });
  }
}
