package dev.slipway.engine.outlook;

import static dev.slipway.engine.catalog.SqlIdentifier.qualified;

import dev.slipway.engine.catalog.Column;
import dev.slipway.engine.catalog.Sequence;
import dev.slipway.engine.catalog.SqlIdentifier;
import dev.slipway.engine.finding.Finding;
import dev.slipway.engine.preset.AppNames.Place;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/**
 * Numbers that sequences give out: where the file's reach further than the target's sequence, and
 * where tables share a sequence but not the release, so that a number stands for two rows.
 */
record Numbers(Release release, Questions questions) {
  void find() throws SQLException {
    for (var sequence : release.structure().sequences()) {
      var fed = fed(sequence);
      for (var taken : fed.stream().filter(it -> release.takesRows(it.table())).toList()) {
        reached(sequence, taken);
        for (var kept : fed) {
          if (!release.takesRows(kept.table())) {
            shared(taken, kept);
          }
        }
      }
    }
  }

  /** The columns that draw from a sequence. */
  private List<Place> fed(Sequence sequence) {
    var fed = new ArrayList<Place>();
    var owner = sequence.owner();
    if (owner != null) {
      fed.add(new Place(owner.table(), owner.column()));
    }
    for (var user : sequence.users()) {
      release.structure().table(user).stream()
          .flatMap(it -> it.columns().stream())
          .filter(it -> drawsFrom(it, sequence))
          .map(it -> new Place(user, it.name()))
          .filter(it -> !fed.contains(it))
          .forEach(fed::add);
    }
    return fed;
  }

  private static boolean drawsFrom(Column column, Sequence sequence) {
    var value = column.defaultExpression();
    return value != null
        && Stream.of(sequence.name(), SqlIdentifier.quoted(sequence.name()))
            .anyMatch(it -> value.contains("nextval('" + it.replace("'", "''") + "'"));
  }

  private void reached(Sequence sequence, Place taken) throws SQLException {
    var brought = new Aftermath(release).brought(taken.table(), List.of(taken.column()), null);
    boolean isThere =
        release.target().sequences().stream().anyMatch(it -> it.name().equals(sequence.name()));
    if (brought.isEmpty() || !isThere) {
      return;
    }
    var query =
        "SELECT %s(c1::numeric) %s (SELECT last_value FROM %s) FROM %s AS b"
            .formatted(
                sequence.increment() > 0 ? "max" : "min",
                sequence.increment() > 0 ? ">" : "<",
                qualified(release.schema(), sequence.name()),
                brought.get());
    questions.ask(
        taken.inWords(),
        query,
        row -> {
          if (row.getBoolean(1)) {
            questions.find(
                Finding.note(
                    "sequence-moves",
                    sequence.name(),
                    "numbers of the file's rows of %s reach further; it goes on behind them"
                        .formatted(taken.table())));
          }
        });
  }

  private void shared(Place taken, Place kept) throws SQLException {
    var aftermath = new Aftermath(release);
    var brought = aftermath.brought(taken.table(), List.of(taken.column()), null);
    var present = aftermath.before(kept.table(), List.of(kept.column()));
    var already = aftermath.before(taken.table(), List.of(taken.column()));
    if (brought.isEmpty() || present.isEmpty()) {
      return;
    }
    var news = already.map(it -> " EXCEPT SELECT c1 FROM %s AS a".formatted(it)).orElse("");
    questions.ask(
        taken.inWords(),
        "SELECT count(*) FROM ((SELECT c1 FROM %s AS b%s) INTERSECT SELECT c1 FROM %s AS k) AS both_have"
            .formatted(brought.get(), news, present.get()),
        row -> {
          if (row.getLong(1) > 0) {
            questions.find(
                Finding.warning(
                    "number-collides",
                    taken.inWords(),
                    "%s of the file's numbers belong to other rows of %s already, which draws from the same sequence"
                        .formatted(row.getLong(1), kept.table()),
                    "give both tables one rule, or the rows of the source other numbers"));
          }
        });
  }
}
