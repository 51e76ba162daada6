package dev.slipway.engine.structure;

/** A column by its name. */
public record TableColumn(String table, String column) {
  String inWords() {
    return table + "." + column;
  }
}
