package dev.slipway.engine.catalog;

import static dev.slipway.engine.catalog.UnsupportedKind.COMPOSITE_TYPE;
import static dev.slipway.engine.catalog.UnsupportedKind.DOMAIN;
import static dev.slipway.engine.catalog.UnsupportedKind.EXCLUSION;
import static dev.slipway.engine.catalog.UnsupportedKind.FORCED_ROW_SECURITY;
import static dev.slipway.engine.catalog.UnsupportedKind.MATERIALIZED_VIEW;
import static dev.slipway.engine.catalog.UnsupportedKind.NAME_OF_THE_SYSTEM;
import static dev.slipway.engine.catalog.UnsupportedKind.PARENT_ELSEWHERE;
import static dev.slipway.engine.catalog.UnsupportedKind.POLICY;
import static dev.slipway.engine.catalog.UnsupportedKind.PUBLICATION;
import static dev.slipway.engine.catalog.UnsupportedKind.REPLICA_IDENTITY;
import static dev.slipway.engine.catalog.UnsupportedKind.ROW_SECURITY;
import static dev.slipway.engine.catalog.UnsupportedKind.RULE;
import static dev.slipway.engine.catalog.UnsupportedKind.SQL_FUNCTION;
import static dev.slipway.engine.catalog.UnsupportedKind.STATISTICS;
import static dev.slipway.engine.catalog.UnsupportedKind.TRIGGER;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.tuple;

import dev.slipway.testkit.postgres.Database;
import dev.slipway.testkit.postgres.PostgresInstallation;
import dev.slipway.testkit.postgres.PostgresServer;
import java.sql.SQLException;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.MethodSource;

@ParameterizedClass
@MethodSource("dev.slipway.testkit.postgres.PostgresInstallation#all")
class CatalogReaderIT {
  private final PostgresInstallation installation;
  private final Database database;

  CatalogReaderIT(PostgresInstallation installation) throws SQLException {
    this.installation = installation;
    database = PostgresServer.shared(installation).freshDatabase();
    run("CREATE SCHEMA app");
  }

  @Test
  void columnsComeInOrderWithTypeAndDefault() throws SQLException {
    run(
        """
        CREATE TABLE app.notes (
          gone int,
          "Title" varchar(40) NOT NULL DEFAULT 'new',
          price numeric(10,2),
          gross numeric GENERATED ALWAYS AS (price * 1.2) STORED);
        ALTER TABLE app.notes DROP COLUMN gone""");

    var notes = read().tables().getFirst();

    assertThat(notes.columns())
        .extracting(Column::name, Column::type, Column::notNull, Column::defaultExpression)
        .containsExactly(
            tuple("Title", "character varying(40)", true, "'new'::character varying"),
            tuple("price", "numeric(10,2)", false, null),
            tuple("gross", "numeric", false, "(price * 1.2)"));
    assertThat(notes.storedColumns()).containsExactly("Title", "price");
  }

  @Test
  void columnsTellWhatElseTheyAre() throws SQLException {
    run(
        """
        CREATE TYPE app."Mood" AS ENUM ('sad', 'happy');
        CREATE TABLE app.notes (
          mood app."Mood"[] DEFAULT '{happy}'::app."Mood"[],
          title text COLLATE "C",
          id bigint GENERATED ALWAYS AS IDENTITY,
          twice int GENERATED ALWAYS AS (2 * 2) STORED);
        COMMENT ON COLUMN app.notes.title IS 'short'""");

    var columns = read().tables().getFirst().columns();

    assertThat(columns)
        .containsExactly(
            new Column(
                "mood",
                "\"Mood\"[]",
                false,
                "'{happy}'::\"Mood\"[]",
                null,
                null,
                null,
                "Mood",
                false,
                null),
            new Column("title", "text", false, null, "\"C\"", null, null, null, false, "short"),
            new Column("id", "bigint", true, null, null, Identity.ALWAYS, null, null, false, null),
            new Column(
                "twice",
                "integer",
                false,
                "(2 * 2)",
                null,
                null,
                Generated.STORED,
                null,
                false,
                null));
  }

  @Test
  void aColumnThatIsComputedIsNotStored() throws SQLException {
    var kind = installation.major() < 18 ? Generated.STORED : Generated.VIRTUAL;
    run("CREATE TABLE app.notes (id int, twice int GENERATED ALWAYS AS (id * 2) " + kind + ")");

    var notes = read().tables().getFirst();

    assertThat(notes.columns().getLast().generated()).isEqualTo(kind);
    assertThat(notes.storedColumns()).containsExactly("id");
  }

  @Test
  void whatAnExtensionBroughtAlongIsNotTheSchemas() throws SQLException {
    run("CREATE EXTENSION citext SCHEMA app; CREATE TABLE app.notes (title app.citext UNIQUE)");

    var catalog = read();

    assertThat(catalog.tables().getFirst().columns().getFirst().type()).isEqualTo("citext");
    assertThat(catalog.enums()).isEmpty();
    assertThat(catalog.unsupported()).isEmpty();
  }

  @Test
  void keysComeWithTheirColumnsInOrder() throws SQLException {
    run(
        """
        CREATE TABLE app.parts (
          a int, b text, code text CONSTRAINT code_once UNIQUE,
          CONSTRAINT "Key" PRIMARY KEY (b, a))""");

    var parts = read().table("parts").orElseThrow();

    assertThat(parts.primaryKey())
        .isEqualTo(new Key("Key", List.of("b", "a"), "PRIMARY KEY (b, a)", null));
    assertThat(parts.uniqueKeys())
        .containsExactly(new Key("code_once", List.of("code"), "UNIQUE (code)", null));
    assertThat(parts.indexes()).isEmpty();
  }

  @Test
  void checksReferencesAndIndexesComeAsDefinitions() throws SQLException {
    run(
        """
        CREATE TABLE app.parts (a int, b text, PRIMARY KEY (b, a));
        CREATE TABLE app."Orders" (
          id int NOT NULL CONSTRAINT positive CHECK (id > 0), a int, b text,
          CONSTRAINT part FOREIGN KEY (b, a) REFERENCES app.parts ON DELETE CASCADE);
        CREATE UNIQUE INDEX lowered ON app."Orders" (lower(b)) WHERE id > 7""");

    var orders = read().table("Orders").orElseThrow();

    assertThat(orders.checks())
        .containsExactly(new Check("positive", "CHECK ((id > 0))", false, null));
    assertThat(orders.foreignKeys())
        .containsExactly(
            new ForeignKey(
                "part",
                List.of("b", "a"),
                "parts",
                "FOREIGN KEY (b, a) REFERENCES parts(b, a) ON DELETE CASCADE",
                null));
    assertThat(orders.indexes())
        .containsExactly(new Index("lowered", true, "USING btree (lower(b)) WHERE (id > 7)", null));
  }

  @Test
  void sequencesTellWhoOwnsAndWhoUsesThem() throws SQLException {
    run(
        """
        CREATE SEQUENCE app.shared INCREMENT 5 START 10;
        CREATE TABLE app.a (id serial, other int DEFAULT nextval('app.shared'));
        CREATE TABLE app.b (id smallint GENERATED BY DEFAULT AS IDENTITY)""");

    var sequences = read().sequences();

    assertThat(sequences)
        .containsExactly(
            sequence("a_id_seq", "integer", 1, 1, new SequenceOwner("a", "id", false), "a"),
            sequence("b_id_seq", "smallint", 1, 1, new SequenceOwner("b", "id", true)),
            sequence("shared", "bigint", 10, 5, null, "a"));
    assertThat(read().table("a").orElseThrow().columns().getFirst().defaultExpression())
        .isEqualTo("nextval('a_id_seq'::regclass)");
  }

  @Test
  void parentsCommentsAndKindsOfTablesAreKnown() throws SQLException {
    run(
        """
        CREATE TABLE app.base (id int);
        CREATE UNLOGGED TABLE app.child () INHERITS (app.base);
        CREATE TABLE app.split (id int) PARTITION BY LIST (id);
        CREATE TABLE app.split_1 PARTITION OF app.split FOR VALUES IN (1);
        COMMENT ON TABLE app.child IS 'of its parent'""");

    var catalog = read();

    assertThat(catalog.tables())
        .extracting(Table::kind)
        .containsExactly(
            TableKind.ORDINARY, TableKind.UNLOGGED, TableKind.PARTITIONED, TableKind.PARTITION);
    assertThat(catalog.table("child").orElseThrow().parents()).containsExactly("base");
    assertThat(catalog.table("child").orElseThrow().comment()).isEqualTo("of its parent");
  }

  @Test
  void whatIsNotSupportedIsNamedWithItsTable() throws SQLException {
    run(
        """
        CREATE SCHEMA beside;
        CREATE DOMAIN app.short AS text CHECK (length(value) < 9);
        CREATE DOMAIN beside.small AS int;
        CREATE TYPE app.pair AS (a int, b int);
        CREATE TABLE app.t (
          id int NOT NULL CONSTRAINT once UNIQUE, s app.short, x beside.small[], p app.pair[],
          span int4range, CONSTRAINT apart EXCLUDE USING gist (span WITH &&));
        CREATE FUNCTION app.touch() RETURNS trigger LANGUAGE plpgsql AS 'BEGIN RETURN NEW; END';
        CREATE TRIGGER touched BEFORE UPDATE ON app.t FOR EACH ROW EXECUTE FUNCTION app.touch();
        CREATE POLICY own ON app.t;
        ALTER TABLE app.t ENABLE ROW LEVEL SECURITY, FORCE ROW LEVEL SECURITY,
          REPLICA IDENTITY USING INDEX once;
        CREATE RULE quiet AS ON DELETE TO app.t DO INSTEAD NOTHING;
        CREATE STATISTICS app.related ON id, s FROM app.t;
        CREATE FUNCTION app.count_t(int) RETURNS bigint
          RETURN (SELECT count(*) FROM app.t);
        CREATE MATERIALIZED VIEW app.kept AS SELECT id FROM app.t;
        CREATE PUBLICATION news FOR TABLE app.t""");

    var catalog = read();

    assertThat(catalog.unsupported())
        .containsExactly(
            new Unsupported(COMPOSITE_TYPE, "pair", "t"),
            new Unsupported(DOMAIN, "beside.small", "t"),
            new Unsupported(DOMAIN, "short", "t"),
            new Unsupported(EXCLUSION, "apart", "t"),
            new Unsupported(FORCED_ROW_SECURITY, "t", "t"),
            new Unsupported(MATERIALIZED_VIEW, "kept", "t"),
            new Unsupported(POLICY, "own", "t"),
            new Unsupported(PUBLICATION, "news", "t"),
            new Unsupported(REPLICA_IDENTITY, "once", "t"),
            new Unsupported(ROW_SECURITY, "t", "t"),
            new Unsupported(RULE, "quiet", "t"),
            new Unsupported(SQL_FUNCTION, "count_t(integer)", "t"),
            new Unsupported(STATISTICS, "related", "t"),
            new Unsupported(TRIGGER, "touched", "t"));
    assertThat(catalog.portable().unsupported())
        .extracting(Unsupported::kind)
        .doesNotContain(PUBLICATION, REPLICA_IDENTITY)
        .hasSize(12);
  }

  @Test
  void publicationsOfWholeSchemasAndOfEverythingHoldEachTable() throws SQLException {
    run("CREATE TABLE app.t (id int); CREATE UNLOGGED TABLE app.u (id int)");
    try (var session = PostgresServer.shared(installation).superuser(database.name());
        var statement = session.createStatement()) {
      statement.execute(
          "CREATE PUBLICATION everything FOR ALL TABLES; "
              + "CREATE PUBLICATION whole FOR TABLES IN SCHEMA app");
    }

    var unsupported = read().unsupported();

    assertThat(unsupported)
        .containsExactly(
            new Unsupported(PUBLICATION, "everything", "t"),
            new Unsupported(PUBLICATION, "whole", "t"));
  }

  @Test
  void everythingThatCanHaveACommentHasItsComment() throws SQLException {
    run(
        """
        CREATE TYPE app.mood AS ENUM ('good');
        CREATE TABLE app.t (
          id int CONSTRAINT k PRIMARY KEY, u int CONSTRAINT once UNIQUE,
          up int CONSTRAINT upwards REFERENCES app.t CONSTRAINT positive CHECK (up > 0));
        CREATE INDEX by_up ON app.t (up);
        CREATE SEQUENCE app.steps;
        COMMENT ON TYPE app.mood IS 'm'; COMMENT ON TABLE app.t IS 't';
        COMMENT ON CONSTRAINT k ON app.t IS 'k'; COMMENT ON CONSTRAINT once ON app.t IS 'o';
        COMMENT ON CONSTRAINT upwards ON app.t IS 'u';
        COMMENT ON CONSTRAINT positive ON app.t IS 'p';
        COMMENT ON INDEX app.by_up IS 'b'; COMMENT ON SEQUENCE app.steps IS 's'""");

    var catalog = read();

    var t = catalog.table("t").orElseThrow();
    assertThat(t.primaryKey()).extracting(Key::comment).isEqualTo("k");
    assertThat(t.uniqueKeys()).extracting(Key::comment).containsExactly("o");
    assertThat(t.foreignKeys()).extracting(ForeignKey::comment).containsExactly("u");
    assertThat(t.checks()).extracting(Check::comment).containsExactly("p");
    assertThat(t.indexes()).extracting(Index::comment).containsExactly("b");
    assertThat(catalog.enums()).extracting(EnumType::comment).containsExactly("m");
    assertThat(catalog.sequences()).extracting(Sequence::comment).containsExactly("s");
  }

  @Test
  void whatIsThereBecauseOfAParentAloneIsKnown() throws SQLException {
    run(
        """
        CREATE TABLE app.base (id int CONSTRAINT positive CHECK (id > 0), title text);
        CREATE TABLE app.child (title text, own int CONSTRAINT small CHECK (own < 9))
          INHERITS (app.base)""");

    var child = read().table("child").orElseThrow();

    assertThat(child.columns())
        .extracting(Column::name, Column::inherited)
        .containsExactly(tuple("id", true), tuple("title", false), tuple("own", false));
    assertThat(child.checks())
        .extracting(Check::name, Check::inherited)
        .containsExactly(tuple("positive", true), tuple("small", false));
  }

  @Test
  void namesMayHoldAnything() throws SQLException {
    var name = "Ä \"q\" .'; \\ %s ? $1 {x}";
    var longest = "n".repeat(61) + "ü";
    for (var each : List.of(name, longest)) {
      run(
          """
          SET search_path = app;
          CREATE TYPE :t AS ENUM (':l', 'b');
          CREATE TABLE :n (:n :t, id serial, CONSTRAINT :c UNIQUE (:n), CHECK (:n <> 'b'));
          CREATE INDEX :i ON :n (:n);
          CREATE VIEW :v AS SELECT :n FROM :n;
          COMMENT ON COLUMN :n.:n IS ':l';
          GRANT SELECT (:n) ON :v TO PUBLIC"""
              .replace(":n", SqlIdentifier.quoted(each))
              .replace(":t", SqlIdentifier.quoted("t" + each.substring(1)))
              .replace(":c", SqlIdentifier.quoted("c" + each.substring(1)))
              .replace(":i", SqlIdentifier.quoted("i" + each.substring(1)))
              .replace(":v", SqlIdentifier.quoted("v" + each.substring(1)))
              .replace(":l", each.replace("'", "''")));
    }

    var catalog = read();

    for (var each : List.of(name, longest)) {
      var table = catalog.table(each).orElseThrow();
      assertThat(table.columns().getFirst())
          .extracting(Column::name, Column::enumName, Column::comment)
          .containsExactly(each, "t" + each.substring(1), each);
      assertThat(table.uniqueKeys().getFirst().columns()).containsExactly(each);
      assertThat(table.indexes().getFirst().definition())
          .isEqualTo("USING btree (%s)", SqlIdentifier.quoted(each));
      assertThat(catalog.view("v" + each.substring(1)).orElseThrow().tables())
          .containsExactly(each);
      assertThat(catalog.rights().grantsOn("v" + each.substring(1)))
          .extracting(Grant::column)
          .containsExactly(each);
    }
  }

  @Test
  void viewsOfAnySchemaAreNamedWithTheTableTheyHold() throws SQLException {
    run(
        """
        CREATE SCHEMA beside;
        CREATE TABLE app.t (id int);
        CREATE VIEW app.seen AS SELECT id FROM app.t;
        CREATE VIEW app.nothing AS SELECT 1 AS one;
        CREATE VIEW beside.elsewhere AS SELECT 1 AS one;
        CREATE MATERIALIZED VIEW beside.kept AS SELECT id FROM app.t""");

    var catalog = read();

    assertThat(catalog.views())
        .extracting(View::place, View::tables)
        .containsExactly(
            tuple("nothing", List.of()),
            tuple("seen", List.of("t")),
            tuple("beside.kept", List.of("t")));
    assertThat(catalog.unsupported()).isEmpty();
  }

  @Test
  void whatCannotBeNamedWithoutItsSchemaIsTold() throws SQLException {
    run(
        """
        CREATE SCHEMA beside;
        CREATE TABLE beside.ancestor (id int);
        CREATE TABLE app.t () INHERITS (beside.ancestor);
        CREATE TABLE app.pg_class (id int);
        CREATE TYPE app.circle AS ENUM ('small')""");

    var unsupported = read().unsupported();

    assertThat(unsupported)
        .containsExactly(
            new Unsupported(NAME_OF_THE_SYSTEM, "circle", null),
            new Unsupported(NAME_OF_THE_SYSTEM, "pg_class", "pg_class"),
            new Unsupported(PARENT_ELSEWHERE, "beside.ancestor", "t"));
  }

  @Test
  void theSameTablesInASchemaOfAnotherNameAreTheSameCatalog() throws SQLException {
    run("CREATE SCHEMA \"App \"\"2\"\"\"");
    for (var schema : List.of("app", "\"App \"\"2\"\"\"")) {
      run(
          "SET search_path = "
              + schema
              + ";"
              + """
              CREATE TYPE mood AS ENUM ('sad', 'happy');
              CREATE TABLE a (id serial PRIMARY KEY, m mood DEFAULT 'sad' CHECK (m <> 'happy'));
              CREATE TABLE b (a int REFERENCES a, l text);
              CREATE INDEX ON b (lower(l)) WHERE l IS NOT NULL""");
    }

    var first = read("app");
    var second = read("App \"2\"");

    assertThat(second).isEqualTo(first);
    assertThat(first.toString()).doesNotContain("app.");
  }

  @Test
  void aTemporaryTableOfTheSameNameDoesNotGetInTheWay() throws SQLException {
    run("CREATE TABLE app.a (id int PRIMARY KEY); CREATE TABLE app.b (a int REFERENCES app.a)");
    try (var connection = database.connect();
        var statement = connection.createStatement()) {
      statement.execute("CREATE TEMPORARY TABLE a (other text)");
      connection.setAutoCommit(false);

      var catalog = CatalogReader.read(connection, "app");

      assertThat(catalog.table("b").orElseThrow().foreignKeys().getFirst().definition())
          .isEqualTo("FOREIGN KEY (a) REFERENCES a(id)");
    }
  }

  @Test
  void aSelectionKeepsWhatHangsOnItAndNothingElse() throws SQLException {
    run(
        """
        CREATE TYPE app.used AS ENUM ('a');
        CREATE TYPE app.unused AS ENUM ('b');
        CREATE SEQUENCE app.shared;
        CREATE TABLE app.a (id serial, k app.used, n int DEFAULT nextval('app.shared'));
        CREATE TABLE app.b (id serial, k app.unused, n int DEFAULT nextval('app.shared'));
        CREATE VIEW app.va AS SELECT id FROM app.a; CREATE VIEW app.vb AS SELECT id FROM app.b""");

    var selection = read().only(Set.of("a"));

    assertThat(selection.tables()).extracting(Table::name).containsExactly("a");
    assertThat(selection.enums()).containsExactly(new EnumType("used", List.of("a"), null));
    assertThat(selection.sequences())
        .extracting(Sequence::name)
        .containsExactly("a_id_seq", "shared");
    assertThat(selection.sequences().getLast().users()).containsExactly("a");
    assertThat(selection.views()).extracting(View::name).containsExactly("va");
  }

  @Test
  void theSearchPathIsAsItWas() throws SQLException {
    try (var connection = database.connect();
        var statement = connection.createStatement()) {
      connection.setAutoCommit(false);
      statement.execute("SET search_path = ''");

      CatalogReader.read(connection, "app");

      var path = statement.executeQuery("SHOW search_path");
      path.next();
      assertThat(path.getString(1)).isIn("", "\"\"");
    }
  }

  @Test
  void asManyTablesAsMayBeAskNoMoreStatements() throws SQLException {
    run("CREATE TABLE app.t0 (id int PRIMARY KEY)");
    int forOne = CountingConnection.statements(database, it -> CatalogReader.read(it, "app"));
    run(
        """
        DO $$ BEGIN FOR i IN 1..139 LOOP
          EXECUTE format(
            'CREATE TABLE app.t%s (id serial PRIMARY KEY, up int REFERENCES app.t0)', i);
        END LOOP; END $$""");

    int forMany = CountingConnection.statements(database, it -> CatalogReader.read(it, "app"));

    assertThat(forMany).isEqualTo(forOne).isLessThanOrEqualTo(20);
    assertThat(read().tables()).hasSize(140);
  }

  @Test
  void withoutATransactionNothingIsRead() throws SQLException {
    try (var connection = database.connect()) {
      assertThatThrownBy(() -> CatalogReader.read(connection, "app"))
          .isInstanceOf(IllegalArgumentException.class);
    }
  }

  private Catalog read() throws SQLException {
    return read("app");
  }

  private Catalog read(String schema) throws SQLException {
    try (var connection = database.connect()) {
      connection.setAutoCommit(false);
      return CatalogReader.read(connection, schema);
    }
  }

  private void run(String sql) throws SQLException {
    try (var connection = database.connect();
        var statement = connection.createStatement()) {
      statement.execute(sql);
    }
  }

  private static Sequence sequence(
      String name,
      String type,
      long start,
      long increment,
      @Nullable SequenceOwner owner,
      String... users) {
    long max =
        switch (type) {
          case "smallint" -> Short.MAX_VALUE;
          case "integer" -> Integer.MAX_VALUE;
          default -> Long.MAX_VALUE;
        };
    return new Sequence(
        name, type, start, increment, 1, max, 1, false, owner, List.of(users), null);
  }
}
