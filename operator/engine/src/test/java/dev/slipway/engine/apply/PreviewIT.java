package dev.slipway.engine.apply;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.json.JsonMapper;
import dev.slipway.engine.bench.AppDatabase;
import dev.slipway.engine.bench.ReleaseFile;
import dev.slipway.engine.bench.SecretSearch;
import dev.slipway.engine.bench.WatchedConnection;
import dev.slipway.engine.file.MigrationFileReader;
import dev.slipway.testkit.postgres.PostgresInstallation;
import java.nio.file.Path;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.MethodSource;

/** What a preview tells beside its counts, and that nobody notices that it is made. */
@ParameterizedClass
@MethodSource("dev.slipway.testkit.postgres.PostgresInstallation#all")
class PreviewIT {
  private static final String APP =
      """
      CREATE TABLE pages (id int PRIMARY KEY, title text);
      CREATE TABLE words (language text, word text, meaning text, PRIMARY KEY (language, word));
      CREATE TABLE hints (text text);
      CREATE TABLE people (id bigserial PRIMARY KEY, name text);
      CREATE TABLE orders (id int PRIMARY KEY, person bigint, code text, note varchar(40));
      CREATE INDEX orders_person ON orders (person);
      INSERT INTO people (name) SELECT 'p' || n FROM generate_series(1, 50) AS n;
      INSERT INTO orders SELECT n, n % 50 + 1, 'c' || n, 'left' FROM generate_series(1, 5000) AS n;
      ANALYZE;
      """;

  private final AppDatabase source;
  private final AppDatabase target;
  @TempDir private Path folder;

  PreviewIT(PostgresInstallation installation) {
    this.source = AppDatabase.fresh(installation);
    this.target = AppDatabase.fresh(installation);
  }

  @BeforeEach
  void createApp() {
    source.run(APP);
    target.run(APP);
  }

  @Test
  void theFirstKeysOfEachAreToldInTheirOrderAndNoOtherValue() {
    source.run(
        """
        INSERT INTO pages SELECT n, 'planted-new' FROM generate_series(2, 30) AS n;
        INSERT INTO words VALUES ('cs', 'kolo', 'planted-a'), ('cs', 'auto', 'planted-b'),
          ('cs', repeat('x', 300), 'planted-c');
        INSERT INTO hints VALUES ('planted-hint');
        """);
    target.run(
        """
        INSERT INTO pages VALUES (11, 'planted-old'), (101, 'planted-old'), (99, 'planted-old');
        INSERT INTO words VALUES ('cs', 'kolo', 'planted-d'), ('de', 'Rad', 'planted-e');
        """);

    var preview = preview(overwriting("pages", "words", "hints"));

    assertThat(preview.keys())
        .containsExactlyInAnyOrder(
            new TableKeys(
                "pages", List.of("2", "3", "4", "5", "6"), List.of("11"), List.of("99", "101")),
            new TableKeys(
                "words",
                List.of("cs/auto", "cs/" + "x".repeat(197)),
                List.of("cs/kolo"),
                List.of("de/Rad")));
    var search = new SecretSearch(Map.of("value", "planted", "control", "de/Rad"));
    assertThat(search.in("preview", json(preview)))
        .isNotEmpty()
        .allMatch(it -> it.startsWith("control"));
  }

  @Test
  void rowsOfANewTableAreToldAsWell() {
    source.run("CREATE TABLE tags (id int PRIMARY KEY); INSERT INTO tags VALUES (3), (1)");

    assertThat(preview(overwriting("tags")).keys())
        .containsExactly(new TableKeys("tags", List.of("1", "3"), List.of(), List.of()));
  }

  @Test
  void aTableThatIsRewrittenKeepsReadersOutAndOneThatIsWrittenToWritersOnly() {
    source.run("ALTER TABLE orders ALTER id TYPE bigint; INSERT INTO pages VALUES (1, 'new')");

    var preview = preview(overwriting("pages"));

    assertThat(preview.impacts()).extracting(TableImpact::table).containsExactly("orders", "pages");
    var orders = preview.impacts().getFirst();
    assertThat(orders.lock()).isEqualTo("AccessExclusive");
    assertThat(orders.waiting()).isEqualTo(TableImpact.Waiting.READERS_AND_WRITERS);
    assertThat(orders.rewritten()).isTrue();
    assertThat(orders.rows()).isEqualTo(5000);
    assertThat(orders.bytes()).isPositive();
    assertThat(orders.workMillis()).isPositive().isLessThanOrEqualTo(orders.waitMillis());
    var pages = preview.impacts().getLast();
    assertThat(pages.lock()).isEqualTo("ShareRowExclusive");
    assertThat(pages.waiting()).isEqualTo(TableImpact.Waiting.WRITERS);
    assertThat(pages.workMillis()).isZero();
    var closed = preview.closed();
    assertThat(closed).isNotNull();
    assertThat(closed.applyMillis()).isGreaterThanOrEqualTo(pages.waitMillis());
    assertThat(closed.undoMillis()).isGreaterThanOrEqualTo(closed.applyMillis());
  }

  @Test
  void whatANewReferenceLeadsToKeepsItsWritersWaiting() {
    source.run("ALTER TABLE orders ADD FOREIGN KEY (person) REFERENCES people");

    var preview = preview(ReleaseFile.ofStructure(source, folder));

    assertThat(preview.impacts())
        .extracting(TableImpact::table, TableImpact::waiting)
        .containsExactly(
            tuple("orders", TableImpact.Waiting.READERS_AND_WRITERS),
            tuple("people", TableImpact.Waiting.WRITERS));
  }

  @Test
  void ofWhatIsRefusedNoTimeIsForetold() {
    source.run("DELETE FROM orders; ALTER TABLE orders ALTER note TYPE varchar(2)");

    var preview = preview(ReleaseFile.ofStructure(source, folder));

    assertThat(preview.findings()).anyMatch(it -> it.severity().refuses());
    assertThat(preview.impacts()).isEmpty();
    assertThat(preview.closed()).isNull();
  }

  @Test
  void nothingOfARehearsalStaysAndNoSequenceMoves() {
    source.run(
        """
        ALTER TABLE orders ALTER id TYPE bigint, ADD COLUMN number serial;
        CREATE UNIQUE INDEX orders_code ON orders (code);
        INSERT INTO pages VALUES (1, 'new');
        """);
    var rows = target.versions("public");
    var objects = "SELECT count(*) FROM pg_class UNION ALL SELECT count(*) FROM pg_namespace";
    var positions = "SELECT last_value || ' ' || is_called FROM public.people_id_seq";
    var before = List.of(target.values(objects), target.values(positions));

    var preview = preview(overwriting("pages"));

    assertThat(preview.impacts()).isNotEmpty();
    assertThat(target.versions("public")).isEqualTo(rows);
    assertThat(List.of(target.values(objects), target.values(positions))).isEqualTo(before);
  }

  /** Each of the two would wait for the other for ever, if it waited. */
  @Test
  void neitherAWriterWaitsForThePreviewNorThePreviewForAWriter() throws SQLException {
    source.run("ALTER TABLE orders ALTER id TYPE bigint; INSERT INTO pages VALUES (1, 'new')");
    var file = overwriting("pages");
    try (var app = target.connect();
        var statement = app.createStatement()) {
      app.setAutoCommit(false);
      statement.execute("SET lock_timeout = '5s'");
      statement.execute("LOCK TABLE public.orders, public.pages IN ROW EXCLUSIVE MODE");
      statement.execute("UPDATE public.orders SET note = 'held' WHERE id = 1");

      var preview =
          Releases.migration(
                  () -> WatchedConnection.over(target.sessions().open(), () -> write(statement)))
              .preview(file);

      assertThat(preview.impacts()).hasSize(2);
      app.rollback();
    }
  }

  private static void write(Statement statement) {
    try {
      statement.execute("UPDATE public.orders SET note = 'again' WHERE id = 2");
      statement.execute("INSERT INTO public.pages VALUES (500, 'theirs') ON CONFLICT DO NOTHING");
    } catch (SQLException e) {
      throw new IllegalStateException("the preview kept a writer waiting", e);
    }
  }

  private Preview preview(MigrationFileReader file) {
    return Releases.migration(target).preview(file);
  }

  private MigrationFileReader overwriting(String... tables) {
    return ReleaseFile.overwriting(source, folder, tables);
  }

  private static String json(Preview preview) {
    try {
      return JsonMapper.builder().build().writeValueAsString(preview);
    } catch (JsonProcessingException e) {
      throw new IllegalStateException(e);
    }
  }
}
