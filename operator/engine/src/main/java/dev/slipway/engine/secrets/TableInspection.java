package dev.slipway.engine.secrets;

import static java.util.stream.Collectors.toMap;

import dev.slipway.engine.catalog.Column;
import dev.slipway.engine.catalog.Table;
import dev.slipway.engine.finding.Finding;
import dev.slipway.engine.preset.SecretPath;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;

/**
 * Looks at the rows of one table. Most rows are searched for triggers as they stand, and that is
 * all; only a field with a trigger is taken apart, or one in which no trigger would show.
 */
final class TableInspection implements RowInspector {
  private final Watch watch;
  private final List<InspectedColumn> columns;
  private final RowKey key;
  private final boolean asksForEveryRow;
  private final boolean asksForNone;
  private final Consumer<String> variables;
  private final FoundSecrets found;
  private long rows;

  TableInspection(
      Watch watch,
      Table table,
      List<String> columns,
      List<String> key,
      List<SecretPath> secrets,
      Consumer<String> variables) {
    this.watch = watch;
    this.variables = variables;
    this.found = new FoundSecrets(table.name());
    var known = table.columns().stream().collect(toMap(Column::name, it -> it));
    this.columns =
        columns.stream().map(it -> InspectedColumn.of(it, known.get(it), secrets)).toList();
    this.key = RowKey.of(this.columns, key);
    this.asksForEveryRow =
        watch.everywhere() || this.columns.stream().anyMatch(InspectedColumn::showsNoTrigger);
    this.asksForNone = this.columns.stream().allMatch(InspectedColumn::holdsNothing);
  }

  Optional<Finding> finding(String howToRefer) {
    return found.finding(howToRefer);
  }

  @Override
  public void inspect(byte[] text, int offset, int length) {
    rows++;
    if (asksForNone) {
      return;
    }
    boolean triggered = watch.triggers().anyIn(text, offset, offset + length);
    if (triggered || asksForEveryRow) {
      look(new Text(text, offset, offset + length), triggered);
    }
  }

  private void look(Text row, boolean triggered) {
    var fields = new RowFields(row);
    for (int i = 0; i < columns.size() && fields.next(); i++) {
      var column = columns.get(i);
      var field = fields.field();
      if (column.isWorthALook(field, triggered, watch)) {
        new ValueLook(watch, column.secrets(), new Reported(row, i))
            .at(column.writing().values(field));
      }
    }
  }

  /** What is found in one field. */
  private final class Reported implements ValueLook.Discoveries {
    private final Text row;
    private final int column;

    Reported(Text row, int column) {
      this.row = row;
      this.column = column;
    }

    @Override
    public void secret(String name, List<String> path, Text secret) {
      var discretion = new Discretion(watch, secret);
      var place = discretion.place(columns.get(column).name(), path);
      found.add(name, place, rows, () -> key.inWords(row, column, discretion));
    }

    @Override
    public void variable(String name) {
      variables.accept(name);
    }
  }
}
