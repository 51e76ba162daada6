package dev.slipway.engine.secrets;

import dev.slipway.engine.preset.SecretPath;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * The places of one column where a secret lives, as {@link SecretPath} writes them, and all that is
 * below such a place; but not the description of a field that is only called like a secret.
 */
record SecretPaths(List<List<Step>> paths) {
  private static final Set<String> SCHEMA_TYPES =
      Set.of("string", "number", "integer", "boolean", "object", "array", "null", "void");

  static SecretPaths of(String column, List<SecretPath> secrets) {
    return new SecretPaths(
        secrets.stream()
            .filter(it -> it.column().equals(column))
            .map(it -> it.path().stream().map(Step::of).toList())
            .toList());
  }

  boolean isEmpty() {
    return paths.isEmpty();
  }

  boolean lead(JsonPath path) {
    return paths.stream().anyMatch(it -> leads(it, path, 0));
  }

  private static boolean leads(List<Step> steps, JsonPath path, int depth) {
    if (steps.isEmpty()) {
      return !isInSchema(path, depth);
    }
    var step = steps.getFirst();
    var rest = steps.subList(1, steps.size());
    boolean deeper = depth < path.depth();
    return switch (step) {
      case AnyDepth _ -> leads(rest, path, depth) || (deeper && leads(steps, path, depth + 1));
      case Key(var keys) ->
          deeper && keys.matcher(path.name(depth)).matches() && leads(rest, path, depth + 1);
      case ObjectWith field ->
          depth + 1 < path.depth() && field.isIn(path, depth + 1) && leads(rest, path, depth + 1);
    };
  }

  private static boolean isInSchema(JsonPath path, int from) {
    for (int depth = from; depth < path.depth(); depth++) {
      if (SCHEMA_TYPES.contains(path.fields(depth).getOrDefault("type", ""))) {
        return true;
      }
    }
    return false;
  }

  /** One step of a path. */
  sealed interface Step {
    static Step of(String written) {
      if (written.equals("**")) {
        return new AnyDepth();
      }
      int equals = written.indexOf('=');
      return written.startsWith("[") && written.endsWith("]") && equals > 0
          ? new ObjectWith(
              SecretPath.keys(written.substring(1, equals)),
              SecretPath.keys(written.substring(equals + 1, written.length() - 1)))
          : new Key(SecretPath.keys(written));
    }
  }

  private record AnyDepth() implements Step {}

  private record Key(Pattern keys) implements Step {}

  private record ObjectWith(Pattern fields, Pattern values) implements Step {
    boolean isIn(JsonPath path, int depth) {
      return path.fields(depth).entrySet().stream()
          .anyMatch(
              it ->
                  fields.matcher(it.getKey()).matches() && values.matcher(it.getValue()).matches());
    }
  }
}
