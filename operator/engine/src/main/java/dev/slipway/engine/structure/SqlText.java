package dev.slipway.engine.structure;

import static dev.slipway.engine.catalog.SqlIdentifier.quoted;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;

/** Reading and writing pieces of SQL. */
final class SqlText {
  private SqlText() {}

  /**
   * Whether SQL may speak of this name. It errs on the safe side: a word in a literal counts, too.
   */
  static boolean mentions(String sql, String name) {
    return sql.contains(quoted(name))
        || Pattern.compile("(?<![\\p{L}\\p{N}_$])" + Pattern.quote(name) + "(?![\\p{L}\\p{N}_$])")
            .matcher(sql)
            .find();
  }

  /** What stands between the first bracket and its counterpart, cut at its commas. */
  static List<String> firstList(String sql) {
    var elements = new ArrayList<String>();
    int depth = 0;
    int begin = 0;
    for (int i = 0; i < sql.length(); i++) {
      char letter = sql.charAt(i);
      if (letter == '\'' || letter == '"') {
        i = sql.indexOf(letter, i + 1);
        if (i < 0) {
          return List.of();
        }
      } else if (letter == '(' && ++depth == 1) {
        begin = i + 1;
      } else if ((letter == ')' && --depth == 0) || (letter == ',' && depth == 1)) {
        elements.add(sql.substring(begin, i).strip());
        begin = i + 1;
        if (depth == 0) {
          return elements;
        }
      }
    }
    return List.of();
  }

  /** A name as PostgreSQL prints it, without its quotes. */
  static String unquoted(String name) {
    return name.startsWith("\"") && name.endsWith("\"") && name.length() > 1
        ? name.substring(1, name.length() - 1).replace("\"\"", "\"")
        : name;
  }
}
