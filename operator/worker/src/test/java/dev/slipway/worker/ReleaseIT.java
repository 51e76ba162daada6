package dev.slipway.worker;

import static org.assertj.core.api.Assertions.assertThat;

import dev.slipway.engine.order.Applied;
import dev.slipway.engine.order.Built;
import dev.slipway.engine.order.Previewed;
import dev.slipway.testkit.postgres.Database;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What a worker does to a file on its way from one database to another. */
class ReleaseIT {
  private static final String TABLES =
      "CREATE TABLE pages (name text PRIMARY KEY, body text);"
          + "CREATE TABLE orders (id int PRIMARY KEY, amount int);";
  private static final String RULES =
      "{\"tables\": [{\"tables\": [\"pages\"], \"rule\": \"Overwrite\"}]}";

  private final WorkerBench bench = new WorkerBench();
  private Database source;
  private Database target;

  @BeforeEach
  void twoDatabases() {
    source =
        WorkerBench.database(TABLES + "INSERT INTO pages VALUES ('home', 'new'), ('about', '')");
    target =
        WorkerBench.database(TABLES + "INSERT INTO pages VALUES ('home', 'old'), ('gone', '')");
  }

  @Test
  void aFileIsBuiltPreviewedAndAppliedAndAllOfItTwice() {
    var built = bench.done(bench.build(source, RULES), Built.class);
    var builtAgain = bench.done(bench.attempt(2).build(source, RULES), Built.class);
    var preview = bench.done(bench.preview(target, built.file()), Previewed.class);
    var previewAgain = bench.done(bench.preview(target, built.file()), Previewed.class);
    var applied =
        bench.done(bench.apply(target, built.file(), preview.preview(), false), Applied.class);
    var appliedAgain = bench.done(bench.attempt(3).apply(target, built.file()), Applied.class);

    assertThat(built.rows()).isEqualTo(2);
    assertThat(builtAgain).isEqualTo(built);
    assertThat(previewAgain).isEqualTo(preview);
    assertThat(applied).isEqualTo(new Applied(built.file(), preview.preview(), 1, 1, 1, 0));
    assertThat(appliedAgain).isEqualTo(applied);
    assertThat(WorkerBench.ask(target, "SELECT string_agg(name, ',' ORDER BY name) FROM pages"))
        .isEqualTo("about,home");
  }
}
