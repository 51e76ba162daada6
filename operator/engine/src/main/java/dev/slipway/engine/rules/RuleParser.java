package dev.slipway.engine.rules;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.json.JsonMapper;
import dev.slipway.engine.EngineException;
import dev.slipway.engine.FailureCode;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * The one reader of the {@code rules} of a plan, word for word as the plan has them. What it does
 * not know it refuses, all of it at once with RULES_ILLEGAL. A field that is null or empty counts
 * as absent.
 */
public final class RuleParser {
  private static final String PRESET = "Preset";
  private static final Rule ABSENT = Rule.SCHEMA_ONLY;

  /** Words of the API that this version cannot carry out yet. */
  private static final Set<String> RULES_TO_COME = Set.of("Upsert", "InsertIgnore");

  private static final Set<String> FIELDS_TO_COME = Set.of("casts", "accept");
  private static final Set<String> TABLE_FIELDS_TO_COME =
      Set.of("match", "where", "preserveColumns");

  private static final ObjectMapper JSON =
      JsonMapper.builder()
          .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
          .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
          .build();

  private final List<String> findings = new ArrayList<>();

  private RuleParser() {}

  public static RuleSet parse(String json) {
    try {
      return parse(JSON.readTree(json));
    } catch (JsonProcessingException e) {
      throw new EngineException(
          FailureCode.RULES_ILLEGAL, "rules: not JSON: " + e.getOriginalMessage(), e);
    }
  }

  /** The rules of a plan that has none are the defaults. */
  public static RuleSet parse(JsonNode rules) {
    var parser = new RuleParser();
    var parsed = parser.ruleSet(rules);
    RuleFindings.refuse(parser.findings);
    return parsed;
  }

  private RuleSet ruleSet(JsonNode rules) {
    if (!isAbsent(rules) && !rules.isObject()) {
      findings.add("not an object");
    }
    refuseFields("", rules, Set.of("builtIn", "userDefined", "tables"), FIELDS_TO_COME);
    var tables = new ArrayList<TableRule>();
    for (var rule : elements(rules, "tables")) {
      tables.add(tableRule("tables[" + tables.size() + "].", rule));
    }
    return new RuleSet(builtIn(rules), word("", "userDefined", rules), tables);
  }

  private @Nullable Rule builtIn(JsonNode rules) {
    return rules.path("builtIn").asText(PRESET).equals(PRESET) ? null : word("", "builtIn", rules);
  }

  private TableRule tableRule(String place, JsonNode rule) {
    if (!rule.isObject()) {
      findings.add(place.substring(0, place.length() - 1) + " is not an object");
    }
    refuseFields(place, rule, Set.of("tables", "rule"), TABLE_FIELDS_TO_COME);
    var patterns = new ArrayList<TablePattern>();
    for (var name : elements(rule, "tables")) {
      patterns.add(pattern(place, name));
    }
    if (patterns.isEmpty()) {
      findings.add(place + "tables names no table");
    }
    if (isAbsent(rule.path("rule"))) {
      findings.add(place + "rule is missing");
    }
    return new TableRule(patterns, word(place, "rule", rule));
  }

  private TablePattern pattern(String place, JsonNode name) {
    var text = name.asText();
    if (!name.isTextual() || !TablePattern.isOne(text)) {
      findings.add(
          place + "tables: " + name + " is no name, nor the beginning of one and a single *");
    }
    return new TablePattern(text);
  }

  private Rule word(String place, String field, JsonNode object) {
    var node = object.path(field);
    if (isAbsent(node)) {
      return ABSENT;
    }
    var known = ruleNamed(node.asText());
    if (known.isEmpty()) {
      findings.add(place + field + ": " + node + " is no rule");
    } else if (RULES_TO_COME.contains(node.asText())) {
      findings.add(place + field + ": " + node.asText() + " is not supported yet");
    }
    return known.orElse(ABSENT);
  }

  private static Optional<Rule> ruleNamed(String word) {
    return Arrays.stream(Rule.values()).filter(it -> it.word().equals(word)).findFirst();
  }

  private void refuseFields(String place, JsonNode object, Set<String> known, Set<String> toCome) {
    object
        .properties()
        .forEach(
            it -> {
              var field = it.getKey();
              if (toCome.contains(field) && !isAbsent(it.getValue())) {
                findings.add(place + field + " is not supported yet");
              } else if (!known.contains(field) && !toCome.contains(field)) {
                findings.add(place + field + " is unknown");
              }
            });
  }

  private List<JsonNode> elements(JsonNode object, String field) {
    var node = object.path(field);
    if (!isAbsent(node) && !node.isArray()) {
      findings.add(field + " is not a list");
    }
    return node.isArray() ? node.valueStream().toList() : List.of();
  }

  private static boolean isAbsent(JsonNode node) {
    return node.isMissingNode() || node.isNull() || (node.isContainerNode() && node.isEmpty());
  }
}
