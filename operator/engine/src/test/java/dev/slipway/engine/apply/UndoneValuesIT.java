package dev.slipway.engine.apply;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.slipway.engine.EngineException;
import dev.slipway.engine.bench.AppDatabase;
import dev.slipway.engine.bench.ReleaseFile;
import dev.slipway.engine.finding.Acceptance;
import dev.slipway.engine.finding.Finding;
import dev.slipway.engine.rules.Cast;
import dev.slipway.engine.rules.Rule;
import dev.slipway.engine.rules.RuleSet;
import dev.slipway.testkit.postgres.PostgresInstallation;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.MethodSource;

/** Tables in which users go on writing after their columns got other types. */
@ParameterizedClass
@MethodSource("dev.slipway.testkit.postgres.PostgresInstallation#all")
class UndoneValuesIT {
  private static final Cast QUANTITY =
      new Cast("orders", "quantity", "nullif(trim(quantity), '')::integer");

  private final AppDatabase source;
  private final AppDatabase target;
  private KeptFiles keeper = new KeptFiles(Path.of("."));
  @TempDir private Path folder;

  UndoneValuesIT(PostgresInstallation installation) {
    this.source = AppDatabase.fresh(installation);
    this.target = AppDatabase.fresh(installation);
  }

  @BeforeEach
  void createKeeper() {
    keeper = new KeptFiles(folder);
  }

  @Test
  void ordersThatWereWrittenSinceStayAndTheOthersGetTheirVeryValuesBack() {
    source.run("CREATE TABLE orders (id int PRIMARY KEY, quantity int, note text DEFAULT 'x')");
    target.run(
        """
        CREATE TABLE orders (id int PRIMARY KEY, quantity text, paid bool DEFAULT false);
        INSERT INTO orders VALUES (1, ' 5 '), (2, '6'), (3, ''), (4, '007'), (5, NULL)""");
    release(QUANTITY);
    target.run(
        """
        INSERT INTO orders (id, quantity) VALUES (6, 60);
        UPDATE orders SET quantity = 70 WHERE id = 4;
        UPDATE orders SET paid = true WHERE id = 1;
        DELETE FROM orders WHERE id = 2""");

    undo("back", keeper);

    assertThat(target.values("SELECT o::text FROM public.orders AS o ORDER BY id"))
        .containsExactly("(1,\" 5 \",t)", "(3,\"\",f)", "(4,70,f)", "(5,,f)", "(6,60,f)");

    undo("forth", keeper);

    assertThat(target.values("SELECT o::text FROM public.orders AS o ORDER BY id"))
        .containsExactly("(1,5,t,x)", "(3,,f,x)", "(4,70,f,x)", "(5,,f,x)", "(6,60,f,x)");
  }

  @Test
  void valuesOfOthersThatDoNotConvertBackAreCountedAndCutOnlyByTheirLeave() {
    source.run("CREATE TABLE orders (id int PRIMARY KEY, amount text, code text)");
    target.run(
        """
        CREATE TABLE orders (id int PRIMARY KEY, amount int NOT NULL, code varchar(3));
        INSERT INTO orders VALUES (1, 1, 'abc'), (2, 2, NULL)""");
    release();
    target.run(
        "UPDATE orders SET amount = 'a dozen' WHERE id = 2; INSERT INTO orders VALUES (3, '3', 'too long')");
    var before = target.versions("public");

    var refused = catchThrowableOfType(EngineException.class, () -> undo("back", keeper));

    assertThat(refused.findings())
        .extracting(Finding::inWords)
        .containsExactly(
            "orders.amount: values of 1 rows that were written since are none of integer;"
                + " mend them, or accept that they are emptied or cut",
            "orders.code: values of 1 rows that were written since are none of character varying(3);"
                + " mend them, or accept that they are emptied or cut");
    assertThat(target.versions("public")).isEqualTo(before);
    target.run("UPDATE orders SET amount = '12' WHERE id = 2");
    undo("cut", keeper, "does-not-convert-back:orders.code");
    assertThat(target.values("SELECT o::text FROM public.orders AS o ORDER BY id"))
        .containsExactly("(1,1,abc)", "(2,12,)", "(3,3,too)");
  }

  @Test
  void keysAndLabelsGoBackAsWell() {
    source.run(
        """
        CREATE TYPE mood AS ENUM ('fine', 'good', 'new');
        CREATE TABLE orders (id text PRIMARY KEY, m mood);
        CREATE TABLE parts ("order" text REFERENCES orders, n bigint, PRIMARY KEY ("order", n))""");
    target.run(
        """
        CREATE TYPE mood AS ENUM ('good', 'fine');
        CREATE TABLE orders (id int PRIMARY KEY, m mood);
        CREATE TABLE parts ("order" int REFERENCES orders, n int, PRIMARY KEY ("order", n));
        INSERT INTO orders VALUES (1, 'good'), (2, 'fine');
        INSERT INTO parts VALUES (1, 1), (2, 1)""");
    release();
    target.run("INSERT INTO orders VALUES ('3', 'new'); INSERT INTO parts VALUES ('3', 9)");

    var refused = catchThrowableOfType(EngineException.class, () -> undo("back", keeper));

    assertThat(refused.findings())
        .extracting(Finding::id)
        .containsExactly("does-not-convert-back:orders.m");
    target.run("UPDATE orders SET m = 'fine' WHERE id = '3'");
    undo("again", keeper);
    assertThat(target.values("SELECT o::text FROM public.orders AS o ORDER BY id"))
        .containsExactly("(1,good)", "(2,fine)", "(3,fine)");
    assertThat(target.values("SELECT p::text FROM public.parts AS p ORDER BY 1"))
        .containsExactly("(1,1)", "(2,1)", "(3,9)");
  }

  private void release(Cast... casts) {
    var rules =
        new RuleSet(null, Rule.SCHEMA_ONLY, List.of(), List.of(casts), List.of(), List.of());
    try (var file = ReleaseFile.of(source, "public", folder, rules)) {
      Releases.migration(target, settings()).apply(file, Releases.order(target, 1));
    }
  }

  private void undo(String run, KeptFiles from, String... accepted) {
    var accept =
        List.of(accepted).stream().map(it -> new Acceptance(it, "it is only a test")).toList();
    try (var kept = from.open()) {
      Releases.migration(target, settings().withAccept(accept))
          .undo(kept, Releases.undoOrder(target, 1, run));
    }
  }

  private MigrationSettings settings() {
    return Releases.SETTINGS.withUndo(keeper);
  }
}
