package dev.slipway.engine.preset;

import com.fasterxml.jackson.databind.JsonNode;
import dev.slipway.engine.finding.Finding;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * One object of a preset's file. It notes what is not as it should be, and which fields nobody
 * asked for.
 */
final class Fields {
  private final JsonNode node;
  private final String place;
  private final List<Finding> findings;
  private final Set<String> asked = new HashSet<>();

  private Fields(JsonNode node, String place, List<Finding> findings) {
    this.node = node;
    this.place = place;
    this.findings = findings;
  }

  static Fields of(JsonNode node, String place, List<Finding> findings) {
    var fields = new Fields(node, place, findings);
    if (!node.isObject()) {
      fields.wrong("", "is not an object", "write its fields below it");
    }
    return fields;
  }

  /** The same object, known by a better name. */
  Fields at(String name) {
    return new Fields(node, name, findings);
  }

  boolean has(String field) {
    asked.add(field);
    return node.hasNonNull(field);
  }

  boolean isText(String field) {
    return node.path(field).isTextual();
  }

  boolean isTrue(String field) {
    return node.path(field).isBoolean() && node.path(field).booleanValue();
  }

  @Nullable String text(String field) {
    if (!has(field)) {
      return null;
    }
    var value = node.get(field);
    if (!value.isTextual() || value.textValue().isBlank()) {
      wrong(field, "is not a text", "write it in quotes");
      return null;
    }
    return value.textValue().strip();
  }

  /** Empty, and noted, where it is missing. */
  String needed(String field) {
    if (!has(field)) {
      wrong(field, "is missing", "add it");
    }
    var text = text(field);
    return text == null ? "" : text;
  }

  List<String> texts(String field) {
    if (!has(field)) {
      return List.of();
    }
    var texts = new ArrayList<String>();
    for (var element : list(field)) {
      if (element.isTextual() && !element.textValue().isBlank()) {
        texts.add(element.textValue());
      } else {
        wrong(field, "holds something that is not a text", "write texts in quotes");
      }
    }
    if (new HashSet<>(texts).size() < texts.size()) {
      wrong(field, "says something twice", "say it once");
    }
    return texts;
  }

  /** The objects of a list, each known by its place in it. */
  List<Fields> objects(String field) {
    if (!has(field)) {
      return List.of();
    }
    var objects = new ArrayList<Fields>();
    for (var element : list(field)) {
      objects.add(of(element, within(field) + "[" + objects.size() + "]", findings));
    }
    return objects;
  }

  /** Empty where it is missing. */
  Fields object(String field) {
    return has(field)
        ? of(node.get(field), within(field), findings)
        : new Fields(node.path(field), within(field), findings);
  }

  SortedMap<String, String> pairs(String field) {
    var pairs = new TreeMap<String, String>();
    object(field)
        .node
        .properties()
        .forEach(
            it -> {
              if (!it.getValue().isTextual()) {
                wrong(field, "holds something that is not a text", "write texts in quotes");
              }
              pairs.put(it.getKey(), it.getValue().asText());
            });
    return pairs;
  }

  void refuseOthers() {
    node.fieldNames()
        .forEachRemaining(
            it -> {
              if (!asked.contains(it)) {
                wrong(it, "is unknown", "remove it; known are " + known());
              }
            });
  }

  void wrong(String field, String what, String todo) {
    findings.add(Finding.refusal("preset", within(field), what, todo));
  }

  private String known() {
    return String.join(", ", asked.stream().sorted().toList());
  }

  private List<JsonNode> list(String field) {
    var value = node.get(field);
    if (!value.isArray()) {
      wrong(field, "is not a list", "write it as a list");
      return List.of();
    }
    return value.valueStream().toList();
  }

  private String within(String field) {
    return place.isEmpty() ? field : field.isEmpty() ? place : place + "." + field;
  }
}
