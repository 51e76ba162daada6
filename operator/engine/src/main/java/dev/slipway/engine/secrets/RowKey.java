package dev.slipway.engine.secrets;

import static java.util.stream.Collectors.joining;

import java.util.List;

/** Tells people which row it is, without a value that is secret itself. */
record RowKey(List<InspectedColumn> columns, List<Integer> places) {
  static RowKey of(List<InspectedColumn> columns, List<String> names) {
    var all = columns.stream().map(InspectedColumn::name).toList();
    return new RowKey(columns, names.stream().map(all::indexOf).filter(it -> it >= 0).toList());
  }

  /**
   * @param found the column with the secret, which is told by no key
   */
  String inWords(Text row, int found, Discretion discretion) {
    return places.isEmpty()
        ? ""
        : places.stream()
            .map(it -> columns.get(it).name() + "=" + value(row, it, found, discretion))
            .collect(joining(", ", "(", ")"));
  }

  private String value(Text row, int place, int found, Discretion discretion) {
    var field = RowFields.field(row, place);
    return place == found || !columns.get(place).secrets().isEmpty()
        ? Discretion.HIDDEN
        : discretion.shown(Escapes.copy(field).toString());
  }
}
