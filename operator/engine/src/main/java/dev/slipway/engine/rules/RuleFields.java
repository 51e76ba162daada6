package dev.slipway.engine.rules;

import com.fasterxml.jackson.databind.JsonNode;
import dev.slipway.engine.finding.Finding;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Reads the fields of rules one by one, and notes what is wrong with them instead of failing. */
final class RuleFields {
  private static final String KIND = "rules";

  private final List<Finding> findings = new ArrayList<>();

  List<Finding> findings() {
    return findings;
  }

  void refuse(String place, String what, String todo) {
    findings.add(Finding.refusal(KIND, place, what, todo));
  }

  void expectObject(String place, JsonNode node, Set<String> known) {
    if (!isAbsent(node) && !node.isObject()) {
      refuse(place, "is not an object", "write it as one, with " + sorted(known));
    }
    node.properties().stream()
        .filter(it -> !known.contains(it.getKey()))
        .forEach(it -> refuse(place, it.getKey() + " is unknown", "known are " + sorted(known)));
  }

  List<JsonNode> elements(String place, JsonNode object, String field) {
    var node = object.path(field);
    if (!isAbsent(node) && !node.isArray()) {
      refuse(place, field + " is not a list", "write one, with a - before each element");
    }
    return node.isArray() ? node.valueStream().toList() : List.of();
  }

  List<String> texts(String place, JsonNode object, String field) {
    var texts = new ArrayList<String>();
    for (var node : elements(place, object, field)) {
      if (isText(node)) {
        texts.add(node.asText());
      } else {
        refuse(place, field + " has an element that is no name: " + node, "write a name");
      }
    }
    return texts;
  }

  String text(String place, JsonNode object, String field) {
    var node = object.path(field);
    if (isText(node)) {
      return node.asText();
    }
    refuse(place, field + " is missing or no text", "write it down");
    return "";
  }

  @Nullable String optionalText(String place, JsonNode object, String field) {
    return isAbsent(object.path(field)) ? null : text(place, object, field);
  }

  Rule rule(String place, JsonNode object, String field, Rule absent) {
    var node = object.path(field);
    if (isAbsent(node)) {
      return absent;
    }
    var known = Arrays.stream(Rule.values()).filter(it -> it.word().equals(node.asText()));
    return known
        .findFirst()
        .orElseGet(
            () -> {
              var words = Arrays.stream(Rule.values()).map(Rule::word).toList();
              refuse(place, field + ": " + node + " is no rule", "known are " + words);
              return absent;
            });
  }

  void refuseRepeated(String place, Stream<String> names) {
    var seen = new HashSet<String>();
    names
        .filter(it -> !seen.add(it))
        .distinct()
        .forEach(it -> refuse(place, it + " stands there more than once", "keep one of them"));
  }

  static boolean isAbsent(JsonNode node) {
    return node.isMissingNode() || node.isNull() || (node.isContainerNode() && node.isEmpty());
  }

  private static boolean isText(JsonNode node) {
    return node.isTextual() && !node.asText().isBlank();
  }

  private static List<String> sorted(Set<String> names) {
    return names.stream().sorted().toList();
  }
}
