package dev.slipway.engine.merge;

import dev.slipway.engine.file.WrittenFile.Content;
import java.util.List;

/** Tables of two columns that tests of a merge fill with some rows. */
final class SmallTables {
  private SmallTables() {}

  static Content settings(String... rows) {
    return Content.of(Tables.keyed("settings", "id integer", "value text"), List.of(rows));
  }

  static Content details(String... rows) {
    return Content.of(Tables.keyed("details", "id integer", "value text"), List.of(rows));
  }

  static Content sets(String... rows) {
    return Content.of(Tables.keyed("sets", "id integer", "name text"), List.of(rows));
  }
}
