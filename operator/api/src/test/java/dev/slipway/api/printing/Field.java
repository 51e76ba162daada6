package dev.slipway.api.printing;

import static java.util.Objects.requireNonNullElse;
import static java.util.stream.Collectors.joining;

import com.fasterxml.jackson.databind.JsonNode;
import io.fabric8.kubernetes.api.model.apiextensions.v1.JSONSchemaProps;
import io.fabric8.kubernetes.api.model.apiextensions.v1.ValidationRule;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/** One field of a kind, as a page of the reference shows it. */
record Field(String path, boolean isRequired, JSONSchemaProps schema) {
  /** All fields below an object, those of its lists' elements too, each after the one it is in. */
  static List<Field> below(JSONSchemaProps object) {
    var fields = new ArrayList<Field>();
    addBelow("", object, fields);
    return fields;
  }

  static Stream<ValidationRule> rules(JSONSchemaProps schema) {
    return Stream.ofNullable(schema.getXKubernetesValidations()).flatMap(List::stream);
  }

  private static void addBelow(String prefix, JSONSchemaProps object, List<Field> fields) {
    var required = requireNonNullElse(object.getRequired(), List.<String>of());
    properties(object)
        .forEach(
            (name, schema) -> {
              fields.add(new Field(prefix + name, required.contains(name), schema));
              var isList = schema.getItems() != null;
              addBelow(prefix + name + (isList ? "[]." : "."), element(schema), fields);
            });
  }

  private static Map<String, JSONSchemaProps> properties(JSONSchemaProps object) {
    return requireNonNullElse(object.getProperties(), Map.<String, JSONSchemaProps>of());
  }

  private static JSONSchemaProps element(JSONSchemaProps schema) {
    return schema.getItems() == null ? schema : schema.getItems().getSchema();
  }

  String description() {
    return requireNonNullElse(schema.getDescription(), "");
  }

  String type() {
    if (schema.getItems() == null) {
      return typeOf(schema);
    }
    var keys = requireNonNullElse(schema.getXKubernetesListMapKeys(), List.<String>of());
    return "list of %s%s"
        .formatted(
            typeOf(element(schema)), keys.isEmpty() ? "" : ", by " + String.join(" and ", keys));
  }

  private static String typeOf(JSONSchemaProps schema) {
    if (schema.getAdditionalProperties() != null) {
      return "map";
    }
    if (Boolean.TRUE.equals(schema.getXKubernetesIntOrString())) {
      return "integer or string";
    }
    return "date-time".equals(schema.getFormat()) ? "time" : schema.getType();
  }

  String defaultValue() {
    var value = schema.getDefault();
    if (value == null || value.isContainerNode()) {
      return "";
    }
    return "`" + (value.asText().isEmpty() ? value : value.asText()) + "`";
  }

  /** The values that the API server takes. */
  String bounds() {
    var each =
        schema.getItems() == null ? Stream.<JSONSchemaProps>of() : Stream.of(element(schema));
    var both = Stream.concat(Stream.of(schema), each).toList();
    return Stream.of(
            both.stream().map(Field::values),
            Stream.of(range(schema), lengths(schema)),
            both.stream().flatMap(Field::rules).map(ValidationRule::getMessage))
        .flatMap(it -> it)
        .filter(it -> !it.isEmpty())
        .distinct()
        .collect(joining("; "));
  }

  private static String values(JSONSchemaProps schema) {
    return Stream.ofNullable(schema.getEnum())
        .flatMap(List::stream)
        .map(JsonNode::asText)
        .map(it -> "`" + it + "`")
        .collect(joining(", "));
  }

  private static String range(JSONSchemaProps schema) {
    var least = schema.getMinimum();
    var most = schema.getMaximum();
    if (least == null && most == null) {
      return "";
    }
    if (most == null) {
      return "at least " + least.longValue();
    }
    return least == null
        ? "at most " + most.longValue()
        : least.longValue() + " to " + most.longValue();
  }

  private static String lengths(JSONSchemaProps schema) {
    if (schema.getMaxItems() != null) {
      return "at most " + schema.getMaxItems();
    }
    return schema.getMaxLength() == null ? "" : "at most " + schema.getMaxLength() + " letters";
  }
}
