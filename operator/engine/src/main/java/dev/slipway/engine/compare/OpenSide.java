package dev.slipway.engine.compare;

import dev.slipway.engine.catalog.Catalog;
import java.io.IOException;

/** A side that is ready to be read, as it was at one moment. */
sealed interface OpenSide extends AutoCloseable permits OpenSchema, OpenFile {
  /** For messages and for the answer. */
  String inWords();

  /** Of what is compared. */
  Catalog structure();

  /** The columns and the key of a table's rows as this side stores them. */
  StoredRows stored(String table);

  /** Why there are no rows of a table to compare with; empty where there are some. */
  String whyNoRows(String table);

  /** What its rows have to meet; empty where all rows are taken. */
  String condition(String table);

  /** The rows of a table with the columns and in the order of the plan. */
  RowSource rows(String table, RowPlan plan) throws IOException;

  /** What of it is not compared; empty where all of it is. */
  String note();

  @Override
  void close();
}
