package dev.slipway.engine.rules;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.json.JsonMapper;
import dev.slipway.engine.EngineException;
import dev.slipway.engine.FailureCode;
import dev.slipway.engine.finding.Acceptance;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * The one reader of the {@code rules} of a plan, word for word as the plan has them. What it does
 * not know it refuses, all of it at once with RULES_ILLEGAL. A field that is null or empty counts
 * as absent.
 */
public final class RuleParser {
  private static final String PRESET = "Preset";

  private static final ObjectMapper JSON =
      JsonMapper.builder()
          .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
          .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
          .build();

  private final RuleFields fields = new RuleFields();

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
    if (!parser.fields.findings().isEmpty()) {
      throw EngineException.refused(FailureCode.RULES_ILLEGAL, parser.fields.findings());
    }
    return parsed;
  }

  private RuleSet ruleSet(JsonNode rules) {
    fields.expectObject(
        "rules", rules, Set.of("builtIn", "userDefined", "tables", "casts", "accept"));
    var tables = new ArrayList<TableRule>();
    for (var rule : fields.elements("rules", rules, "tables")) {
      tables.add(tableRule("tables[" + tables.size() + "]", rule));
    }
    var casts = new ArrayList<Cast>();
    for (var cast : fields.elements("rules", rules, "casts")) {
      casts.add(cast("casts[" + casts.size() + "]", cast));
    }
    var accept = new ArrayList<Acceptance>();
    for (var finding : fields.elements("rules", rules, "accept")) {
      accept.add(acceptance("accept[" + accept.size() + "]", finding));
    }
    refuseSecondMention(casts, accept);
    var userDefined = fields.rule("rules", rules, "userDefined", Rule.SCHEMA_ONLY);
    return new RuleSet(builtIn(rules), userDefined, tables, casts, accept, List.of());
  }

  private @Nullable Rule builtIn(JsonNode rules) {
    return rules.path("builtIn").asText(PRESET).equals(PRESET)
        ? null
        : fields.rule("rules", rules, "builtIn", Rule.SCHEMA_ONLY);
  }

  private TableRule tableRule(String place, JsonNode rule) {
    fields.expectObject(place, rule, Set.of("tables", "rule", "match", "preserveColumns", "where"));
    var patterns =
        fields.texts(place, rule, "tables").stream().distinct().map(TablePattern::new).toList();
    if (patterns.isEmpty()) {
      fields.refuse(place, "names no table", "name at least one in tables");
    }
    if (RuleFields.isAbsent(rule.path("rule"))) {
      fields.refuse(place, "rule is missing", "say which of Overwrite, Upsert, ... it is");
    }
    var parsed =
        new TableRule(
            patterns,
            fields.rule(place, rule, "rule", Rule.SCHEMA_ONLY),
            fields.texts(place, rule, "match"),
            fields.texts(place, rule, "preserveColumns"),
            fields.optionalText(place, rule, "where"));
    refuseWhatTheRuleCannotUse(place, parsed);
    return parsed;
  }

  private void refuseWhatTheRuleCannotUse(String place, TableRule parsed) {
    var rule = parsed.rule();
    if (!parsed.match().isEmpty() && rule != Rule.UPSERT && rule != Rule.INSERT_IGNORE) {
      fields.refuse(place, "match belongs to Upsert and InsertIgnore", "leave it out");
    }
    if (!parsed.preserveColumns().isEmpty() && !rule.takesRows()) {
      fields.refuse(place, "preserveColumns belongs to rules that take rows", "leave it out");
    }
    if (parsed.where() != null && !rule.takesRows()) {
      fields.refuse(place, "where belongs to rules that take rows", "leave it out");
    }
  }

  private Cast cast(String place, JsonNode cast) {
    fields.expectObject(place, cast, Set.of("column", "using"));
    var column = fields.text(place, cast, "column");
    int dot = column.indexOf('.');
    if (dot <= 0 || dot == column.length() - 1 || dot != column.lastIndexOf('.')) {
      fields.refuse(place, "column is no table.column", "write it like orders.quantity");
      return new Cast("", column, "");
    }
    return new Cast(
        column.substring(0, dot), column.substring(dot + 1), fields.text(place, cast, "using"));
  }

  private Acceptance acceptance(String place, JsonNode finding) {
    fields.expectObject(place, finding, Set.of("finding", "reason"));
    return new Acceptance(
        fields.text(place, finding, "finding"), fields.text(place, finding, "reason"));
  }

  private void refuseSecondMention(List<Cast> casts, List<Acceptance> accept) {
    fields.refuseRepeated("casts", casts.stream().map(it -> it.table() + "." + it.column()));
    fields.refuseRepeated("accept", accept.stream().map(Acceptance::finding));
  }
}
