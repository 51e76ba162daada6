package dev.slipway.engine.compare;

import dev.slipway.engine.catalog.Catalog;
import dev.slipway.engine.catalog.RowOrder;
import dev.slipway.engine.catalog.Table;
import dev.slipway.engine.file.MigrationFileReader;
import dev.slipway.engine.file.TableEntry;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;

/** A migration file. */
final class OpenFile implements OpenSide {
  private final MigrationFileReader reader;
  private final String name;
  private final Catalog structure;
  private final Path scratch;

  private OpenFile(MigrationFileReader reader, String name, Catalog structure, Path scratch) {
    this.reader = reader;
    this.name = name;
    this.structure = structure;
    this.scratch = scratch;
  }

  static OpenFile open(Side.MigrationFile side, Coverage coverage, Path scratch) {
    var reader = MigrationFileReader.open(side.path());
    var structure = coverage.of(reader.structure());
    return new OpenFile(reader, side.path().toString(), structure, scratch);
  }

  @Override
  public String inWords() {
    return "file " + name + ", " + reader.digest();
  }

  @Override
  public Catalog structure() {
    return structure;
  }

  @Override
  public StoredRows stored(String table) {
    var entry = entry(table);
    var key = entry.keyColumns();
    return new StoredRows(
        tableOf(entry), entry.columns(), key.isEmpty() ? List.of() : List.of(key));
  }

  @Override
  public String whyNoRows(String table) {
    var entry = entry(table);
    return entry.rows() == null
        ? "the file has its structure only (" + entry.rule().word() + ")"
        : "";
  }

  @Override
  public String condition(String table) {
    return entry(table).condition();
  }

  @Override
  public RowSource rows(String table, RowPlan plan) throws IOException {
    var entry = entry(table);
    var all = new FileRows(reader.rows(entry), "rows of " + table, entry.columns().size());
    var rows = ProjectedRows.of(all, entry.columns(), plan.columns());
    var order = RowOrder.of(tableOf(entry), entry.keyColumns(), entry.columns());
    return order.sortsLike(plan.order())
        ? rows
        : SortedRows.of(rows, plan.comparator(), plan.columns().size(), scratch);
  }

  @Override
  public String note() {
    return "";
  }

  @Override
  public void close() {
    reader.close();
  }

  List<TableEntry> tables() {
    return reader.manifest().tables();
  }

  private Table tableOf(TableEntry entry) {
    return structure.table(entry.name()).orElseThrow();
  }

  private TableEntry entry(String table) {
    return reader.manifest().table(table).orElseThrow();
  }
}
