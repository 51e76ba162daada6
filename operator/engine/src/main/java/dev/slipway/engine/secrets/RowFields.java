package dev.slipway.engine.secrets;

/** The fields of a row of text COPY, one after another, still escaped. */
final class RowFields {
  private final Text row;
  private int from;
  private int end;

  RowFields(Text row) {
    this.row = row;
    this.end = row.from - 1;
  }

  static Text field(Text row, int column) {
    var fields = new RowFields(row);
    for (int i = 0; i <= column && fields.next(); i++) {}
    return fields.field();
  }

  static boolean isNull(Text field) {
    return field.length() == 2 && field.charAt(0) == '\\' && field.charAt(1) == 'N';
  }

  boolean next() {
    if (end >= row.to) {
      from = row.to;
      return false;
    }
    from = end + 1;
    end = from;
    while (end < row.to && row.bytes[end] != '\t') {
      end++;
    }
    return true;
  }

  Text field() {
    return new Text(row.bytes, from, end);
  }
}
