package dev.slipway.engine.outlook;

import dev.slipway.engine.catalog.ForeignKey;
import dev.slipway.engine.catalog.Table;
import dev.slipway.engine.finding.Finding;
import dev.slipway.engine.preset.AppNames;
import dev.slipway.engine.preset.AppNames.Place;
import java.sql.SQLException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * References between a table whose rows the release brings and one whose rows stay, or to one that
 * it removes rows from, that lead nowhere once it is done. Those that lead nowhere already are no
 * news.
 */
record DanglingReferences(Release release, AppNames names, Questions questions) {
  private static final Pattern SINGLE_COLUMN =
      Pattern.compile("REFERENCES (?:\"(?:[^\"]|\"\")+\"|\\w+)\\((\"(?:[^\"]|\"\")+\"|\\w+)\\).*");

  void find() throws SQLException {
    for (var link : links().entrySet()) {
      if (isBetween(link.getKey()) || mayLoseWhatItNames(link.getKey())) {
        find(link.getKey(), link.getValue());
      }
    }
  }

  private boolean isBetween(Link link) {
    return release.takesRows(link.from().table()) != release.takesRows(link.to().table());
  }

  /** Rows that only the target has stay, and hang perhaps on one that the sources removed. */
  private boolean mayLoseWhatItNames(Link link) {
    return release.removesRows(link.to().table())
        && release.target().table(link.from().table()).isPresent();
  }

  private void find(Link link, boolean isEnforced) throws SQLException {
    var aftermath = new Aftermath(release);
    var from = aftermath.after(link.from().table(), List.of(link.from().column()));
    var to = aftermath.after(link.to().table(), List.of(link.to().column()));
    if (from.isEmpty() || to.isEmpty()) {
      return;
    }
    var query =
        "SELECT count(*) FROM %s AS f WHERE f.c1 <> '' AND NOT EXISTS (SELECT FROM %s AS k WHERE k.c1 = f.c1)%s"
            .formatted(from.get(), to.get(), already(link, aftermath));
    questions.ask(
        link.from().inWords(),
        query,
        row -> {
          if (row.getLong(1) > 0) {
            questions.find(finding(link, row.getLong(1), isEnforced));
          }
        });
  }

  private static String already(Link link, Aftermath aftermath) {
    var from = aftermath.before(link.from().table(), List.of(link.from().column()));
    var to = aftermath.before(link.to().table(), List.of(link.to().column()));
    return from.isEmpty() || to.isEmpty()
        ? ""
        : """
        AND f.c1 NOT IN (SELECT b.c1 FROM %s AS b WHERE b.c1 IS NOT NULL
         AND NOT EXISTS (SELECT FROM %s AS k WHERE k.c1 = b.c1))\
        """
            .formatted(from.get(), to.get());
  }

  private Finding finding(Link link, long count, boolean isEnforced) {
    var what =
        (release.takesRows(link.from().table()) && isBetween(link)
                ? "%s of the file's rows name a row of %s by its %s, which the target does not have"
                : "%s rows that stay name a row of %s by its %s, which is gone after the release")
            .formatted(count, link.to().table(), link.to().column());
    return isEnforced
        ? Finding.refusal(
            "dangling-reference",
            link.from().inWords(),
            what + "; the database does not allow that",
            "take both tables along, or neither")
        : Finding.warning(
            "dangling-reference",
            link.from().inWords(),
            what,
            "take both tables along or neither, or see that the app can do without");
  }

  /** With whether the database itself insists on it. */
  private Map<Link, Boolean> links() {
    var links = new LinkedHashMap<Link, Boolean>();
    LooseReference.declared(release.preset(), names)
        .forEach(it -> links.putIfAbsent(of(it), false));
    release.preset().surroundings().held().stream()
        .filter(it -> it.row() == null)
        .flatMap(it -> LooseReference.held(it, names))
        .forEach(it -> links.putIfAbsent(of(it), false));
    Stream.concat(
            release.structure().tables().stream(),
            release.target().tables().stream()
                .filter(it -> release.structure().table(it.name()).isEmpty()))
        .flatMap(table -> table.foreignKeys().stream().flatMap(it -> link(table, it).stream()))
        .forEach(it -> links.put(it, true));
    return links;
  }

  private static Link of(LooseReference reference) {
    return new Link(reference.from(), reference.to());
  }

  private static Optional<Link> link(Table table, ForeignKey key) {
    var to = SINGLE_COLUMN.matcher(key.definition());
    return key.columns().size() != 1 || key.referencedTable() == null || !to.find()
        ? Optional.empty()
        : Optional.of(
            new Link(
                new Place(table.name(), key.columns().getFirst()),
                new Place(key.referencedTable(), unquoted(to.group(1)))));
  }

  private static String unquoted(String name) {
    return name.startsWith("\"")
        ? name.substring(1, name.length() - 1).replace("\"\"", "\"")
        : name;
  }

  private record Link(Place from, Place to) {}
}
