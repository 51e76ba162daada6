package dev.slipway.engine.compare;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.slipway.engine.bench.AppDatabase;
import dev.slipway.testkit.postgres.PostgresInstallation;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.postgresql.PGConnection;

/** The text of a row, against what the server itself makes of it. */
class RowTextIT {
  private static final int COLUMNS = 3;

  static List<PostgresInstallation> servers() {
    return PostgresInstallation.all();
  }

  @ParameterizedTest
  @MethodSource("servers")
  void isTheServersAndSoIsItsOrder(PostgresInstallation server) throws SQLException, IOException {
    var database = AppDatabase.fresh(server);
    database.run("CREATE TABLE t (a text, b text, c text)");
    fill(database, new Random(20));

    var copied =
        rows(
            database,
            "COPY (SELECT a, b, c FROM public.t ORDER BY ROW(a, b, c)::text COLLATE \"C\") TO STDOUT");
    var texts =
        database.values(
            "SELECT ROW(a, b, c)::text FROM public.t ORDER BY ROW(a, b, c)::text COLLATE \"C\"");

    assertThat(copied.stream().map(RowTextIT::text).toList()).isEqualTo(texts);
    assertThat(copied).isSortedAccordingTo(new RowText(COLUMNS));
  }

  private static void fill(AppDatabase database, Random random) throws SQLException {
    try (var session = database.sessions().open();
        var insert = session.prepareStatement("INSERT INTO public.t VALUES (?, ?, ?)")) {
      for (int i = 0; i < 2000; i++) {
        for (int column = 1; column <= COLUMNS; column++) {
          insert.setString(column, RandomText.orNull(random));
        }
        insert.addBatch();
      }
      insert.executeBatch();
    }
  }

  private static List<CopyRow> rows(AppDatabase database, String copy)
      throws SQLException, IOException {
    var text = new ByteArrayOutputStream();
    try (var session = database.sessions().open()) {
      session.unwrap(PGConnection.class).getCopyAPI().copyOut(copy, text);
    }
    var rows = new ArrayList<CopyRow>();
    var source = new FileRows(new ByteArrayInputStream(text.toByteArray()), "a test", COLUMNS);
    for (var row = source.next(); row != null; row = source.next()) {
      rows.add(row);
    }
    return rows;
  }

  private static String text(CopyRow row) {
    var text = new StringBuilder("(");
    for (int column = 0; column < COLUMNS; column++) {
      text.append(new String(new RowText(COLUMNS).part(row, column), UTF_8));
    }
    return text.toString();
  }
}
