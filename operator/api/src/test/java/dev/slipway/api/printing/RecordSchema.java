package dev.slipway.api.printing;

import static java.util.Objects.requireNonNull;

import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.databind.node.TextNode;
import dev.slipway.api.schema.ExactlyOneOf;
import dev.slipway.api.schema.Items;
import dev.slipway.api.schema.TextSchema;
import io.fabric8.generator.annotation.Default;
import io.fabric8.kubernetes.api.model.Quantity;
import io.fabric8.kubernetes.api.model.apiextensions.v1.JSONSchemaProps;
import io.fabric8.kubernetes.api.model.apiextensions.v1.ValidationRule;
import io.fabric8.kubernetes.api.model.apiextensions.v1.ValidationRuleBuilder;
import java.lang.annotation.Annotation;
import java.lang.reflect.AnnotatedParameterizedType;
import java.lang.reflect.AnnotatedType;
import java.lang.reflect.ParameterizedType;
import java.lang.reflect.RecordComponent;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/**
 * Completes the schema of one record, and of the records within it, by what its components say of
 * themselves.
 */
final class RecordSchema {
  /**
   * A word that CEL keeps for itself. A list-map with a key of this name is never equal to itself
   * for the API server, so that no rule could hold it fixed.
   */
  private static final String RESERVED = "namespace";

  private final Class<?> type;

  private RecordSchema(Class<?> type) {
    this.type = type;
  }

  static RecordSchema of(Class<?> type) {
    return new RecordSchema(type);
  }

  void complete(JSONSchemaProps schema) {
    dropRepeatedRules(schema);
    var union = type.getAnnotation(ExactlyOneOf.class);
    if (union != null) {
      addRule(schema, exactlyOneOf(union.value()), "give exactly one of " + inWords(union.value()));
    }
    for (var component : type.getRecordComponents()) {
      completeComponent(component, property(schema, nameOf(component)));
    }
  }

  /** The name that a component has in YAML. */
  static String nameOf(RecordComponent component) {
    var renamed = component.getAccessor().getAnnotation(JsonProperty.class);
    return renamed == null ? component.getName() : renamed.value();
  }

  static JSONSchemaProps property(JSONSchemaProps schema, String name) {
    return requireNonNull(schema.getProperties().get(name), () -> name + " was not printed");
  }

  private void completeComponent(RecordComponent component, JSONSchemaProps schema) {
    var standard = component.getAccessor().getAnnotation(Default.class);
    if (standard != null && standard.value().isEmpty()) {
      schema.setDefault(TextNode.valueOf("")); // the generator takes it for no default at all
    }
    completeValue(component.getAnnotatedType(), schema, component);
    var items = component.getAnnotation(Items.class);
    if (items == null) {
      return;
    }
    if (schema.getAdditionalProperties() != null) {
      schema.setMaxProperties((long) items.max());
      return;
    }
    completeList(items, schema);
  }

  private static void completeList(Items items, JSONSchemaProps schema) {
    schema.setMaxItems((long) items.max());
    var keys = List.of(items.keys());
    if (keys.contains(RESERVED)) {
      schema.setXKubernetesListType("atomic");
      addRule(
          schema, unique(keys), "each " + String.join(" and ", keys) + " may be given only once");
    } else if (!keys.isEmpty()) {
      schema.setXKubernetesListType("map");
      schema.setXKubernetesListMapKeys(keys);
    } else {
      schema.setXKubernetesListType(items.distinct() ? "set" : "atomic");
    }
  }

  private void completeValue(AnnotatedType value, JSONSchemaProps schema, RecordComponent owner) {
    dropRepeatedRules(schema);
    var raw = rawType(value);
    if (raw.isRecord()) {
      of(raw).complete(schema);
    } else if (raw == String.class) {
      completeText(textSchema(value, owner), schema);
    } else if (raw == Instant.class) {
      schema.setType("string");
      schema.setFormat("date-time");
    } else if (raw == Integer.class || raw == int.class) {
      schema.setFormat("int32");
    } else if (raw == Long.class || raw == long.class) {
      schema.setFormat("int64");
    } else if (raw == List.class || raw == Map.class) {
      completeContents(value, schema, owner);
    } else if (raw != Boolean.class
        && raw != boolean.class
        && raw != Quantity.class
        && !raw.isEnum()) {
      throw new IllegalStateException("no schema is known for " + owner + " of " + type);
    }
  }

  private void completeContents(
      AnnotatedType value, JSONSchemaProps schema, RecordComponent owner) {
    if (!owner.isAnnotationPresent(Items.class)) {
      throw new IllegalStateException(
          owner + " of " + type + " needs @Items: every list has an end");
    }
    var contents = ((AnnotatedParameterizedType) value).getAnnotatedActualTypeArguments();
    var schemaOfContents =
        schema.getAdditionalProperties() == null
            ? schema.getItems().getSchema()
            : schema.getAdditionalProperties().getSchema();
    completeValue(contents[contents.length - 1], schemaOfContents, owner);
  }

  private static void completeText(TextSchema text, JSONSchemaProps schema) {
    schema.setMaxLength((long) text.maxLength());
    if (!text.rule().isEmpty()) {
      addRule(schema, text.rule(), text.message());
    }
  }

  private TextSchema textSchema(AnnotatedType value, RecordComponent owner) {
    return Arrays.stream(value.getAnnotations())
        .map(Annotation::annotationType)
        .flatMap(annotation -> Stream.ofNullable(annotation.getAnnotation(TextSchema.class)))
        .findFirst()
        .orElseThrow(
            () ->
                new IllegalStateException(owner + " of " + type + " does not say what text it is"));
  }

  private static Class<?> rawType(AnnotatedType value) {
    return switch (value.getType()) {
      case Class<?> plain -> plain;
      case ParameterizedType generic -> (Class<?>) generic.getRawType();
      default -> throw new IllegalStateException("not a type for a CRD: " + value);
    };
  }

  /** The generator prints a rule once for each place in which a record's component can carry it. */
  private static void dropRepeatedRules(JSONSchemaProps schema) {
    schema.setXKubernetesValidations(
        new ArrayList<>(new LinkedHashSet<>(schema.getXKubernetesValidations())));
  }

  private static void addRule(JSONSchemaProps schema, String rule, String message) {
    schema.getXKubernetesValidations().add(rule(rule, message));
  }

  static ValidationRule rule(String rule, String message) {
    return new ValidationRuleBuilder().withRule(rule).withMessage(message).build();
  }

  private static String exactlyOneOf(String[] names) {
    var given = Arrays.stream(names).map("has(self.%s)"::formatted).toList();
    return "[" + String.join(", ", given) + "].filter(given, given).size() == 1";
  }

  private static String unique(List<String> keys) {
    var equal =
        keys.stream()
            .map(key -> key.equals(RESERVED) ? "__" + key + "__" : key)
            .map(key -> "other.%1$s == one.%1$s".formatted(key))
            .toList();
    return "self.all(one, self.exists_one(other, " + String.join(" && ", equal) + "))";
  }

  private static String inWords(String[] names) {
    var allButLast = String.join(", ", Arrays.copyOf(names, names.length - 1));
    return allButLast + " and " + names[names.length - 1];
  }
}
