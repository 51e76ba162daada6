package dev.slipway.engine.outlook;

import dev.slipway.engine.finding.Finding;
import dev.slipway.engine.finding.Severity;
import dev.slipway.engine.preset.AppNames;
import dev.slipway.engine.preset.Surroundings.Staying;
import java.sql.SQLException;
import java.util.List;

/** What lies outside of the database and does not travel, though the file needs it. */
record LeftBehind(Release release, AppNames names, Questions questions) {
  void find() throws SQLException {
    for (var staying : release.preset().surroundings().staying()) {
      if (isShownByPlugin(staying) || isShownByColumns(staying)) {
        tell(staying);
      } else if (staying.table() != null) {
        ask(staying, staying.table());
      }
    }
  }

  private boolean isShownByPlugin(Staying staying) {
    var plugins = release.manifest().origin().app().plugins();
    var plugin = plugins == null || staying.plugin() == null ? null : plugins.get(staying.plugin());
    return plugin != null && plugin.enabled();
  }

  private boolean isShownByColumns(Staying staying) {
    return !staying.columns().isEmpty()
        && release.manifest().tables().stream()
            .filter(it -> it.rows() != null && it.rows().count() > 0)
            .anyMatch(
                it -> {
                  var found = names.columns(it.name(), staying.columns());
                  return !found.isEmpty() && it.columns().containsAll(found);
                });
  }

  private void ask(Staying staying, String logical) throws SQLException {
    var table = names.table(logical).filter(release::takesRows);
    if (table.isEmpty()) {
      return;
    }
    var condition =
        staying.where() == null
            ? null
            : names.condition(table.get(), staying.where()).orElse("false");
    var column = release.structure().table(table.get()).orElseThrow().columns().getFirst().name();
    var brought =
        new Aftermath(release).brought(table.get(), List.of(column), condition).orElse(null);
    if (brought != null) {
      questions.ask(
          table.get(),
          "SELECT count(*) FROM %s AS b".formatted(brought),
          row -> {
            if (row.getLong(1) > 0) {
              tell(staying);
            }
          });
    }
  }

  private void tell(Staying staying) {
    questions.find(
        new Finding(
            "does-not-travel", staying.name(), Severity.NOTE, staying.what(), staying.todo()));
  }
}
