package dev.slipway.engine.compare;

import static org.assertj.core.api.Assertions.assertThat;

import dev.slipway.engine.bench.AppDatabase;
import dev.slipway.testkit.postgres.PostgresInstallation;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/**
 * Random rows in tables of every shape, one side on the oldest server and the other on the newest,
 * each as a database and as a file, against an oracle that has all rows in memory.
 */
class RowsOfAnySidesIT {
  private static final int SAMPLES = 5;

  /** A table as it is in A and in B, and what both have in common. */
  enum Shape {
    TEXT_KEY("k text PRIMARY KEY, v text, w text", "k text PRIMARY KEY, v text, w text", "k"),
    NUMBERS(
        "k bigint PRIMARY KEY, v int, w numeric", "k bigint PRIMARY KEY, v text, w numeric", "k"),
    NUMBERS_OF_DIFFERENT_SIZE(
        "k smallint PRIMARY KEY, v int, w text", "k bigint PRIMARY KEY, v int, w text", "k"),
    NUMBERS_IN_ONE_AND_TEXTS_IN_THE_OTHER(
        "k int PRIMARY KEY, v int, w text", "k varchar(9) PRIMARY KEY, v int, w text", "k"),
    UUIDS_IN_ONE_AND_TEXTS_IN_THE_OTHER(
        "k uuid PRIMARY KEY, v json, w timestamptz",
        "k text PRIMARY KEY, v json, w timestamptz",
        "k"),
    VALUES(
        "k uuid PRIMARY KEY, v json, w timestamptz",
        "k uuid PRIMARY KEY, v json, w timestamptz",
        "k"),
    COMPOSITE_KEY_IN_ANOTHER_ORDER(
        "k text, v int, w text, PRIMARY KEY (k, v)",
        "k text, v int, w text, PRIMARY KEY (v, k)",
        "k, v"),
    COLUMNS_IN_ANOTHER_ORDER_AND_MORE_OF_THEM(
        "v text, only_a int DEFAULT 1, k numeric PRIMARY KEY, w text",
        "w text, k numeric PRIMARY KEY, v text, only_b text DEFAULT 'b', more int",
        "k"),
    KEYLESS("k text, v int, w text", "k text, v int, w text", ""),
    KEYLESS_WITH_OTHER_COLUMNS(
        "w text, v int, k text", "k text, first text DEFAULT random()::text, v int, w text", ""),
    KEY_IN_ONE("k bigint PRIMARY KEY, v int, w text", "k bigint, v int, w text", ""),
    ANOTHER_KEY(
        "k text PRIMARY KEY, v text NOT NULL, w text", "k text, v text PRIMARY KEY, w text", "");

    private final String a;
    private final String b;
    private final String key;

    Shape(String a, String b, String key) {
      this.a = a;
      this.b = b;
      this.key = key;
    }

    /** Those of the key that are whole numbers on both sides, and told in their order. */
    Set<String> numbers() {
      return switch (this) {
        case NUMBERS, NUMBERS_OF_DIFFERENT_SIZE -> Set.of("k");
        case COMPOSITE_KEY_IN_ANOTHER_ORDER -> Set.of("v");
        default -> Set.of();
      };
    }

    List<String> key() {
      return key.isEmpty() ? List.of() : List.of(key.split(", "));
    }
  }

  @ParameterizedTest
  @EnumSource
  void areComparedAsTheOracleDoes(Shape shape) throws SQLException {
    var a = AppDatabase.fresh(PostgresInstallation.oldest());
    var b = AppDatabase.fresh(PostgresInstallation.newest());
    a.run("CREATE TABLE t (" + shape.a + ")");
    b.run("CREATE TABLE t (" + shape.b + ")");
    fill(shape, a, b, new Random(5));
    var columns = List.of("k", "v", "w");

    for (var sideA : List.of(Sides.live(a), Sides.file(a))) {
      for (var sideB : List.of(Sides.live(b), Sides.file(b))) {
        var found = Sides.compare(request(sideA, sideB)).tables().getFirst().rows();

        assertThat(found).isNotNull();
        assertThat(found.key()).containsExactlyInAnyOrderElementsOf(shape.key());
        assertThat(RowOracle.inOrderOfNames(found))
            .as(sideA.getClass().getSimpleName() + " " + sideB.getClass().getSimpleName())
            .isEqualTo(RowOracle.compare(a, b, columns, found.key(), shape.numbers(), SAMPLES));
        assertThat(found.same()).isPositive();
        assertThat(found.onlyInA()).isPositive();
        assertThat(found.onlyInB()).isPositive();
      }
    }
    assertThat(Sides.SCRATCH).isEmptyDirectory();
  }

  private static ComparisonRequest request(Side a, Side b) {
    return new ComparisonRequest(a, b, List.of(), false, SAMPLES, Sides.SCRATCH);
  }

  /** Most rows are in both, some have changed, some are in one only; some come twice. */
  private static void fill(Shape shape, AppDatabase a, AppDatabase b, Random random) {
    var inA = Stream.generate(() -> row(shape, random)).limit(300).toList();
    var inB = new ArrayList<List<String>>();
    for (var row : inA) {
      switch (random.nextInt(8)) {
        case 0 -> {}
        case 1 -> inB.add(List.of(row.getFirst(), row(shape, random).get(1), row.getLast()));
        case 2 -> inB.add(List.of(row.getFirst(), row.get(1), row(shape, random).getLast()));
        case 3 -> inB.add(row(shape, random));
        default -> inB.add(row);
      }
    }
    insert(a, inA);
    insert(b, inB);
  }

  private static void insert(AppDatabase database, List<List<String>> rows) {
    database.run(
        rows.stream()
            .map(row -> "(" + String.join(", ", row) + ")")
            .collect(
                Collectors.joining(
                    ", ", "INSERT INTO t (k, v, w) VALUES ", " ON CONFLICT DO NOTHING")));
  }

  private static List<String> row(Shape shape, Random random) {
    return switch (shape) {
      case NUMBERS -> List.of(number(random, 500), number(random, 3), decimal(random));
      case VALUES, UUIDS_IN_ONE_AND_TEXTS_IN_THE_OTHER ->
          List.of(uuid(random), json(random), time(random));
      case TEXT_KEY -> List.of(text(random), text(random), nullable(random));
      case COLUMNS_IN_ANOTHER_ORDER_AND_MORE_OF_THEM ->
          List.of(decimal(random), text(random), nullable(random));
      case COMPOSITE_KEY_IN_ANOTHER_ORDER ->
          List.of(text(random), number(random, 20), nullable(random));
      case KEYLESS, KEYLESS_WITH_OTHER_COLUMNS ->
          List.of(nullable(random), number(random, 2), random.nextBoolean() ? "''" : "NULL");
      case KEY_IN_ONE, NUMBERS_OF_DIFFERENT_SIZE, NUMBERS_IN_ONE_AND_TEXTS_IN_THE_OTHER ->
          List.of(number(random, 500), number(random, 2), nullable(random));
      case ANOTHER_KEY -> List.of(text(random), text(random), nullable(random));
    };
  }

  private static String number(Random random, int limit) {
    return String.valueOf(random.nextInt(-limit, limit));
  }

  /** The same number, written with other digits, is another text. */
  private static String decimal(Random random) {
    return random.nextInt(200) + List.of("", ".0", ".00", ".5").get(random.nextInt(4));
  }

  private static String uuid(Random random) {
    return "'00000000-0000-0000-0000-" + (100_000_000_000L + random.nextInt(500)) + "'";
  }

  private static String json(Random random) {
    return List.of("'{}'", "'{ }'", "'{\"a\": 1}'", "'{\"a\":1}'").get(random.nextInt(4));
  }

  private static String time(Random random) {
    return "'2026-01-0" + random.nextInt(1, 9) + " 12:00+01'";
  }

  private static String text(Random random) {
    return "'" + RandomText.of(random).replace("'", "''") + "'";
  }

  private static String nullable(Random random) {
    return random.nextInt(8) == 0 ? "NULL" : text(random);
  }
}
