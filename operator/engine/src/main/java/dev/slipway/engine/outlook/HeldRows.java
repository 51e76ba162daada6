package dev.slipway.engine.outlook;

import dev.slipway.engine.finding.Finding;
import dev.slipway.engine.preset.AppNames;
import dev.slipway.engine.preset.Surroundings;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;

/** Rows that a release removes while others hold on to them, told by their names. */
record HeldRows(Release release, AppNames names, Questions questions) {
  private static final int TOLD = 20;

  void find() throws SQLException {
    for (var held : release.preset().surroundings().held()) {
      if (held.row() != null) {
        find(held, held.row());
      }
    }
  }

  private void find(Surroundings.Held held, String word) throws SQLException {
    var key = names.place(held.column());
    if (key.isEmpty() || !release.takesRows(key.get().table())) {
      return;
    }
    var aftermath = new Aftermath(release);
    var column = List.of(key.get().column());
    var before = aftermath.before(key.get().table(), column);
    var after = aftermath.after(key.get().table(), column);
    if (before.isEmpty() || after.isEmpty()) {
      return;
    }
    var who = new ArrayList<String>();
    var counts = new ArrayList<String>();
    held.by()
        .forEach(
            (holder, words) ->
                names
                    .place(holder)
                    .flatMap(it -> aftermath.after(it.table(), List.of(it.column())))
                    .ifPresent(
                        it -> {
                          who.add(words);
                          counts.add(
                              "(SELECT count(*) FROM %s AS h WHERE h.c1 = g.c1)".formatted(it));
                        }));
    counts.add(standard(held, key.get(), aftermath));
    var query =
        """
        SELECT g.c1, %s FROM (SELECT c1 FROM %s AS b EXCEPT SELECT c1 FROM %s AS a) AS g
         WHERE g.c1 IS NOT NULL ORDER BY g.c1 COLLATE "C"
        """
            .formatted(String.join(", ", counts), before.get(), after.get());
    tell(word, key.get().table(), query, who);
  }

  private void tell(String word, String table, String query, List<String> who) throws SQLException {
    var told = new ArrayList<Finding>();
    questions.ask(
        table,
        query,
        row -> {
          var by = new ArrayList<String>();
          for (int i = 0; i < who.size(); i++) {
            if (row.getLong(i + 2) > 0) {
              by.add("%s: %s".formatted(who.get(i), row.getLong(i + 2)));
            }
          }
          told.add(vanishes(word, shortened(row.getString(1)), by, row.getBoolean(who.size() + 2)));
        });
    told.sort(Comparator.comparing(Finding::severity).reversed());
    told.stream().limit(TOLD).forEach(questions::find);
    if (told.size() > TOLD) {
      questions.find(
          Finding.warning(
              kind(word),
              "more",
              "%s more of them vanish".formatted(told.size() - TOLD),
              "see the rows that are removed from " + table));
    }
  }

  private static Finding vanishes(String word, String name, List<String> by, boolean isStandard) {
    var goes = "the %s is not in the file and goes".formatted(word);
    if (by.isEmpty() && !isStandard) {
      return Finding.note(kind(word), name, goes + "; nobody holds it");
    }
    var held = by.isEmpty() ? "" : ", and is held (%s)".formatted(String.join(", ", by));
    var standard = isStandard ? ", and is the one that newcomers get" : "";
    return Finding.warning(
        kind(word),
        name,
        goes + held + standard,
        "make it in the source, or give those who hold it another one before the release");
  }

  private static String kind(String word) {
    return word.toLowerCase(Locale.ROOT).replace(' ', '-') + "-vanishes";
  }

  /** Whether newcomers get the one that goes. */
  private String standard(Surroundings.Held held, AppNames.Place key, Aftermath aftermath) {
    return held.standard() == null
        ? "false"
        : names
            .column(key.table(), held.standard())
            .flatMap(it -> aftermath.before(key.table(), List.of(key.column(), it)))
            .map(
                it ->
                    "EXISTS (SELECT FROM %s AS d WHERE d.c1 = g.c1 AND d.c2 = 'true')"
                        .formatted(it))
            .orElse("false");
  }

  private static String shortened(String name) {
    return name.length() <= 100 ? name : name.substring(0, name.offsetByCodePoints(0, 90)) + "..";
  }
}
