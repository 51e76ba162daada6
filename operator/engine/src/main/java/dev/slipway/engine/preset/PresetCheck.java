package dev.slipway.engine.preset;

import dev.slipway.engine.finding.Finding;
import dev.slipway.engine.rules.Rule;
import java.nio.file.FileSystems;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.List;
import java.util.regex.Pattern;
import java.util.regex.PatternSyntaxException;
import org.jspecify.annotations.Nullable;

/** Whether all parts of a preset agree with one another. */
final class PresetCheck {
  private static final Pattern TABLE_DOT_COLUMN = Pattern.compile("[^.]+\\.[^.]+");
  private static final Pattern STEP_WITH_FIELD = Pattern.compile("\\[[^=\\[\\]]+=[^=\\[\\]]+]");

  private final Preset preset;
  private final List<Finding> findings = new ArrayList<>();

  private PresetCheck(Preset preset) {
    this.preset = preset;
  }

  static List<Finding> of(Preset preset) {
    var check = new PresetCheck(preset);
    check.refuseOneNameForTwoTables();
    preset.tables().values().forEach(check::table);
    preset.groups().forEach(check::group);
    preset.followers().forEach(check::follower);
    preset.variables().forEach(check::variable);
    preset.keyFiles().forEach(check::keyFile);
    check.findings.addAll(SurroundingsReader.check(preset.surroundings(), preset.tables()));
    check.findings.addAll(OutgoingReader.check(preset.outgoing(), preset.tables()));
    check.findings.addAll(JoiningReader.check(preset.joining(), preset.tables().keySet()));
    check.path("health.app", preset.health().app());
    check.path("health.database", preset.health().database());
    var answer = preset.facts().version().answer();
    check.path("facts.version.http.path", answer == null ? null : answer.path());
    return check.findings;
  }

  private void refuseOneNameForTwoTables() {
    var byNormal = new HashMap<String, String>();
    for (var name : preset.tables().keySet()) {
      var other = byNormal.putIfAbsent(Naming.normal(name), name);
      if (other != null) {
        wrong("tables." + name, "is the same table as " + other, "use the name " + other);
      }
    }
  }

  private void table(PresetTable table) {
    var place = "tables." + table.name();
    if (table.documented() != null && table.declared() != null) {
      wrong(place, "is both documented and declared", "keep what is documented");
    }
    var said = table.saidByTheApp();
    if (said != null && said != table.rule() && table.why() == null) {
      wrong(place + ".why", "is missing", "say why the rule is not " + said.word());
    }
    if (table.rule().takesRows() != table.merged().takesRows()) {
      wrong(
          place + ".merged",
          "takes rows in one kind of release only",
          "let rows travel in both or in none");
    }
    if (table.neverRows() && table.rule().takesRows()) {
      wrong(place + ".rule", "takes rows, which never travel", "say SchemaOnly or Skip");
    }
    if (table.match().stream().anyMatch(table.ownColumns()::contains)) {
      wrong(place + ".match", "names a column of the environment", "match by columns that travel");
    }
    table.references().forEach((column, to) -> reference(place, column, to));
    table.secrets().forEach(it -> secret(place, it));
  }

  private void reference(String place, String column, String to) {
    if (!TABLE_DOT_COLUMN.matcher(to).matches()) {
      wrong(place + ".references." + column, "does not lead to table.column", "write it so");
    } else if (!preset.tables().containsKey(to.substring(0, to.indexOf('.')))) {
      wrong(
          place + ".references." + column,
          "leads to " + to + ", a table without an entry",
          "add the entry or remove the reference");
    }
  }

  private void secret(String place, SecretPath secret) {
    if (secret.column().isEmpty() || secret.path().stream().anyMatch(PresetCheck::isNoStep)) {
      wrong(
          place + ".secrets",
          "has a path with a step that is empty or unclear: "
              + secret.column()
              + "."
              + String.join(".", secret.path()),
          "write column.key.*.[field=word]");
    }
  }

  private static boolean isNoStep(String step) {
    return step.isEmpty()
        || step.contains("<")
        || (step.contains("[") && !STEP_WITH_FIELD.matcher(step).matches());
  }

  private void group(TableGroup group) {
    var place = "groups." + group.name();
    if (group.tables().size() < 2) {
      wrong(place + ".tables", "has fewer than two tables", "name those that belong together");
    }
    var rules = EnumSet.noneOf(Rule.class);
    for (var name : group.tables()) {
      var table = preset.tables().get(name);
      if (table == null) {
        wrong(
            place + ".tables",
            "names " + name + ", which has no entry",
            "add the entry or remove the name");
      } else {
        rules.add(table.rule());
      }
    }
    if (rules.size() > 1) {
      wrong(
          place,
          "is torn apart: its tables have several rules",
          "give all of them one rule, because " + group.why());
    }
  }

  private void follower(String pattern) {
    if (pattern.split("\\{table}", -1).length != 2) {
      wrong(
          "followers", pattern + " does not say once {table}", "write it as in main_{table}_path");
    }
  }

  private void variable(String regex) {
    try {
      if (Pattern.compile(regex).matcher("").groupCount() < 1) {
        wrong("variables", regex + " has no group", "let group 1 be the name of the variable");
      }
    } catch (PatternSyntaxException e) {
      wrong("variables", regex + " is no regular expression: " + e.getDescription(), "correct it");
    }
  }

  private void keyFile(String glob) {
    try {
      FileSystems.getDefault().getPathMatcher("glob:" + glob);
    } catch (PatternSyntaxException e) {
      wrong("keyFiles", glob + " is no glob: " + e.getDescription(), "correct it");
    }
  }

  private void path(String place, @Nullable String path) {
    if (path != null && !path.startsWith("/")) {
      wrong(place, "does not begin with /", "write the path of the URL alone");
    }
  }

  private void wrong(String place, String what, String todo) {
    findings.add(Finding.refusal("preset", place, what, todo));
  }
}
