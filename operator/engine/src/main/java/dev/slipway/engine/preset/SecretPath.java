package dev.slipway.engine.preset;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/**
 * A place in a table where a secret lives. A step of the path is
 *
 * <ul>
 *   <li>a key, in which {@code *} stands for any letters, {@code ?} for one or none, and {@code |}
 *       for "or"; the case of letters does not matter. So {@code *} alone is any key, and any
 *       element of a list;
 *   <li>{@code **}: any number of keys and elements, none too;
 *   <li>{@code [name=token]}: any key or element whose value is an object with such a field, both
 *       written as keys are.
 * </ul>
 *
 * @param column by its name in the database
 * @param path within the column's JSON; empty: the whole value
 */
public record SecretPath(String column, List<String> path) {
  private static final String ANY_DEPTH = "**";

  public SecretPath {
    path = List.copyOf(path);
  }

  /** As a preset writes it: {@code options.headers.*}. */
  static SecretPath parse(String text) {
    var steps = List.of(text.split("\\.", -1));
    return new SecretPath(steps.getFirst(), steps.subList(1, steps.size()));
  }

  SecretPath in(String otherColumn) {
    return new SecretPath(otherColumn, path);
  }

  /**
   * All values at this path of a column's value, each with the keys and elements that lead there.
   */
  public List<Found> find(JsonNode value) {
    var found = new ArrayList<Found>();
    walk(value, path, List.of(), found);
    return found.stream().distinct().toList();
  }

  private static void walk(
      JsonNode node, List<String> steps, List<String> walked, List<Found> found) {
    if (steps.isEmpty()) {
      found.add(new Found(walked, node));
      return;
    }
    var step = steps.getFirst();
    var rest = steps.subList(1, steps.size());
    if (step.equals(ANY_DEPTH)) {
      walk(node, rest, walked, found);
    }
    children(node)
        .filter(it -> step.equals(ANY_DEPTH) || leads(step, it))
        .forEach(
            it -> {
              var way = new ArrayList<>(walked);
              way.add(it.getKey());
              walk(it.getValue(), step.equals(ANY_DEPTH) ? steps : rest, List.copyOf(way), found);
            });
  }

  private static Stream<Map.Entry<String, JsonNode>> children(JsonNode node) {
    return node.isArray()
        ? IntStream.range(0, node.size()).mapToObj(it -> Map.entry("" + it, node.get(it)))
        : node.properties().stream();
  }

  private static boolean leads(String step, Map.Entry<String, JsonNode> child) {
    if (!step.startsWith("[")) {
      return matches(step, child.getKey());
    }
    int equals = step.indexOf('=');
    var field = step.substring(1, equals);
    var wanted = step.substring(equals + 1, step.length() - 1);
    return child.getValue().properties().stream()
        .anyMatch(it -> matches(field, it.getKey()) && matches(wanted, it.getValue().asText()));
  }

  private static boolean matches(String pattern, String text) {
    return keys(pattern).matcher(text).matches();
  }

  /** The keys that one is written for. */
  public static Pattern keys(String pattern) {
    var regex =
        Pattern.quote(pattern)
            .replace("|", "\\E|\\Q")
            .replace("*", "\\E.*\\Q")
            .replace("?", "\\E.?\\Q");
    return Pattern.compile(regex, Pattern.CASE_INSENSITIVE | Pattern.UNICODE_CASE | Pattern.DOTALL);
  }

  /**
   * A value that is to be a reference to a variable.
   *
   * @param way the keys and elements from the column's value on
   */
  public record Found(List<String> way, JsonNode value) {
    public Found {
      way = List.copyOf(way);
    }
  }
}
