package dev.slipway.engine.secrets;

import dev.slipway.engine.preset.SecretPath;
import java.util.List;

/** The places of one column where a secret lives: each with all that is below it. */
record SecretPaths(List<List<String>> paths) {
  private static final String ANY = "*";
  private static final String ANY_DEPTH = "**";

  static SecretPaths of(String column, List<SecretPath> secrets) {
    return new SecretPaths(
        secrets.stream().filter(it -> it.column().equals(column)).map(SecretPath::path).toList());
  }

  boolean isEmpty() {
    return paths.isEmpty();
  }

  boolean lead(List<String> names) {
    return paths.stream().anyMatch(it -> leads(it, names));
  }

  private static boolean leads(List<String> path, List<String> names) {
    if (path.isEmpty()) {
      return true;
    }
    var rest = path.subList(1, path.size());
    if (path.getFirst().equals(ANY_DEPTH)) {
      return leads(rest, names)
          || (!names.isEmpty() && leads(path, names.subList(1, names.size())));
    }
    return !names.isEmpty()
        && (path.getFirst().equals(ANY) || path.getFirst().equals(names.getFirst()))
        && leads(rest, names.subList(1, names.size()));
  }
}
