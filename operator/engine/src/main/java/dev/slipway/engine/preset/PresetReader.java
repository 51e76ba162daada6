package dev.slipway.engine.preset;

import static java.util.Objects.requireNonNullElse;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import dev.slipway.engine.EngineException;
import dev.slipway.engine.FailureCode;
import dev.slipway.engine.finding.Finding;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * The one reader of presets, built in or a user's. What it does not know it refuses, all of it at
 * once. A file says more than its base, or otherwise: lists grow, all else is replaced field by
 * field.
 */
final class PresetReader {
  private static final ObjectMapper YAML =
      YAMLMapper.builder()
          .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
          .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
          .build();

  /** A file that stands alone and says not what it is called. */
  private static final String UNNAMED = "generic";

  private final Preset base;
  private final List<Finding> findings = new ArrayList<>();

  private PresetReader(Preset base) {
    this.base = base;
  }

  static Preset read(String yaml, Preset base) {
    var reader = new PresetReader(base);
    var preset = reader.preset(parsed(yaml));
    reader.findings.addAll(PresetCheck.of(preset));
    if (!reader.findings.isEmpty()) {
      throw EngineException.refused(
          FailureCode.ORDER_INVALID, reader.findings.stream().distinct().toList());
    }
    return preset;
  }

  private static JsonNode parsed(String yaml) {
    try {
      var node = YAML.readTree(yaml);
      return node.isMissingNode() || node.isNull() ? YAML.createObjectNode() : node;
    } catch (JsonProcessingException e) {
      var place = e.getLocation();
      throw EngineException.refused(
          FailureCode.ORDER_INVALID,
          List.of(
              Finding.refusal(
                  "preset",
                  place == null ? "file" : "line " + place.getLineNr(),
                  "is not YAML, or says one field twice",
                  "correct the file")));
    }
  }

  private Preset preset(JsonNode node) {
    var file = Fields.of(node, "", findings);
    var name = requireNonNullElse(file.text("name"), base.name().isEmpty() ? UNNAMED : base.name());
    var secretNames = grown(base.secretNames(), file.texts("secretNames"));
    var preset =
        new Preset(
            name,
            tables(file, new TableReader(secretNames)),
            groups(file),
            grown(base.followers(), file.texts("followers")),
            secretNames,
            grown(base.ownColumns(), file.texts("ownColumns")),
            grown(base.variables(), file.texts("variables")),
            grown(base.settings(), file.texts("settings")),
            grown(base.keyFiles(), file.texts("keyFiles")),
            health(file.object("health")),
            facts(file.object("facts")),
            SurroundingsReader.read(file.object("surroundings"), base.surroundings()),
            OutgoingReader.read(file, base.outgoing()),
            JoiningReader.read(file.object("merging"), base.joining()));
    file.refuseOthers();
    return preset;
  }

  private SortedMap<String, PresetTable> tables(Fields file, TableReader reader) {
    var tables = new TreeMap<>(base.tables());
    var seen = new HashSet<String>();
    for (var element : file.objects("tables")) {
      var name = element.needed("table");
      var entry = element.at("tables." + name);
      if (!seen.add(Naming.normal(name))) {
        entry.wrong("", "has two entries", "keep one");
      }
      tables.put(name, reader.table(name, entry, tables.get(name)));
    }
    return tables;
  }

  private List<TableGroup> groups(Fields file) {
    var groups = new LinkedHashMap<String, TableGroup>();
    base.groups().forEach(it -> groups.put(it.name(), it));
    var seen = new HashSet<String>();
    for (var element : file.objects("groups")) {
      var name = element.needed("group");
      var entry = element.at("groups." + name);
      entry.has("group");
      if (!seen.add(name)) {
        entry.wrong("", "is there twice", "give one of them another name, or keep one");
      }
      groups.put(name, new TableGroup(name, entry.texts("tables"), entry.needed("why")));
      entry.refuseOthers();
    }
    return List.copyOf(groups.values());
  }

  private HealthPaths health(Fields health) {
    var paths =
        new HealthPaths(
            health.has("app") ? health.text("app") : base.health().app(),
            health.has("database") ? health.text("database") : base.health().database());
    health.refuseOthers();
    return paths;
  }

  private Facts facts(Fields facts) {
    var known = base.facts();
    var read =
        new Facts(
            fact(facts, "version", known.version()),
            fact(facts, "plugins", known.plugins()),
            fact(facts, "initialised", known.initialised()),
            fact(facts, "variables", known.variables()));
    facts.refuseOthers();
    return read;
  }

  private static Fact fact(Fields facts, String name, Fact known) {
    if (!facts.has(name)) {
      return known;
    }
    var fact = facts.object(name);
    var sql = fact.has("sql") ? fact.text("sql") : known.sql();
    var answer = known.answer();
    if (fact.has("http")) {
      var http = fact.object("http");
      answer = new Fact.Answer(http.needed("path"), http.needed("field"));
      http.refuseOthers();
    }
    fact.refuseOthers();
    return new Fact(sql, answer);
  }

  private static List<String> grown(List<String> base, List<String> more) {
    var all = new LinkedHashSet<>(base);
    all.addAll(more);
    return List.copyOf(all);
  }
}
