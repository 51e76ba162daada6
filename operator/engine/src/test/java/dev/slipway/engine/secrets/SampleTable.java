package dev.slipway.engine.secrets;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.slipway.engine.catalog.Column;
import dev.slipway.engine.catalog.Table;
import dev.slipway.engine.catalog.TableKind;
import dev.slipway.engine.preset.SecretPath;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * A table whose rows a test writes down.
 *
 * @param types of the columns, which are named c0, c1 and so on; the first is the key
 */
record SampleTable(List<String> types, List<SecretPath> secrets) {
  static SampleTable of(List<String> types) {
    return new SampleTable(types, List.of());
  }

  static SampleTable of(String... types) {
    return of(List.of(types));
  }

  SampleTable withSecretAt(String column, String... path) {
    var more = new ArrayList<>(secrets);
    more.add(new SecretPath(column, List.of(path)));
    return new SampleTable(types, more);
  }

  RowInspector inspector(ContentInspection inspection) {
    return inspection.of(table(), names(), List.of("c0"), secrets);
  }

  /** Values as they are, written down as text COPY does. */
  ContentInspection inspected(ContentInspection inspection, String... values) {
    inspect(inspector(inspection), values);
    return inspection;
  }

  static void inspect(RowInspector inspector, String... values) {
    var row = String.join("\t", Arrays.stream(values).map(SampleTable::copied).toList());
    var bytes = ("before\n" + row + "\nghp_16C7e42F292c6912E7710c838347Ae178B4a").getBytes(UTF_8);
    inspector.inspect(bytes, 7, row.getBytes(UTF_8).length);
  }

  private static String copied(String value) {
    return value
        .replace("\\", "\\\\")
        .replace("\t", "\\t")
        .replace("\n", "\\n")
        .replace("\r", "\\r");
  }

  List<String> names() {
    var names = new ArrayList<String>();
    for (int i = 0; i < types.size(); i++) {
      names.add("c" + i);
    }
    return names;
  }

  Table table() {
    var columns = new ArrayList<Column>();
    for (int i = 0; i < types.size(); i++) {
      columns.add(
          new Column("c" + i, types.get(i), false, null, null, null, null, null, false, null));
    }
    return new Table(
        "things",
        TableKind.ORDINARY,
        columns,
        null,
        List.of(),
        List.of(),
        List.of(),
        List.of(),
        List.of(),
        null);
  }
}
