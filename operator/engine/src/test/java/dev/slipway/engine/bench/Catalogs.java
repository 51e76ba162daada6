package dev.slipway.engine.bench;

import dev.slipway.engine.catalog.Catalog;
import dev.slipway.engine.catalog.CatalogReader;
import dev.slipway.engine.database.Transaction;
import java.sql.SQLException;

/** Catalogs as the app's own role reads them. */
public final class Catalogs {
  private Catalogs() {}

  public static Catalog read(AppDatabase database) {
    return read(database, "public");
  }

  public static Catalog read(AppDatabase database, String schema) {
    try (var session = database.sessions().open();
        var _ = Transaction.begin(session)) {
      return CatalogReader.read(session, schema);
    } catch (SQLException e) {
      throw new IllegalStateException(e);
    }
  }
}
