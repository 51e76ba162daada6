package dev.slipway.controllers.schedule;

import static java.util.stream.Collectors.toCollection;

import java.util.List;
import java.util.Locale;
import java.util.TreeSet;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/**
 * One field of a cron line.
 *
 * @param values that it allows, in order
 * @param isStar whether it allows all, by a star alone
 */
record CronField(List<Integer> values, boolean isStar) {
  private static final List<String> MONTHS =
      List.of("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec");
  private static final List<String> WEEKDAYS =
      List.of("sun", "mon", "tue", "wed", "thu", "fri", "sat");
  private static final String STAR = "*";

  CronField {
    values = List.copyOf(values);
  }

  static CronField minutes(String text) {
    return parse(text, 0, 59, List.of());
  }

  static CronField hours(String text) {
    return parse(text, 0, 23, List.of());
  }

  static CronField daysOfMonth(String text) {
    return parse(text, 1, 31, List.of());
  }

  static CronField months(String text) {
    return parse(text, 1, 12, MONTHS);
  }

  /** Sunday is 0, and 7 as well. */
  static CronField weekdays(String text) {
    return parse(text, 0, 6, WEEKDAYS);
  }

  boolean allows(int value) {
    return values.contains(value);
  }

  private static CronField parse(String text, int first, int last, List<String> names) {
    var values =
        Stream.of(text.split(",", -1))
            .flatMapToInt(item -> item(item, first, last, names))
            .boxed()
            .collect(toCollection(TreeSet::new));
    return new CronField(List.copyOf(values), text.equals(STAR));
  }

  private static IntStream item(String item, int first, int last, List<String> names) {
    var parts = item.split("/", -1);
    int step = parts.length == 1 ? 1 : Integer.parseInt(parts[1]);
    if (parts[0].equals(STAR)) {
      return every(step, first, last);
    }
    var ends = parts[0].split("-", -1);
    int from = number(ends[0], first, names);
    if (ends.length == 2) {
      return between(from, number(ends[1], first, names), step, first, last);
    }
    return parts.length == 1 ? IntStream.of(wrapped(from, last)) : every(step, from, last);
  }

  private static IntStream every(int step, int from, int to) {
    return IntStream.rangeClosed(from, to).filter(value -> (value - from) % step == 0);
  }

  /** A range may go over the end, such as fri-mon or 22-2. */
  private static IntStream between(int from, int to, int step, int first, int last) {
    int size = last - first + 1;
    int end = to < from ? to + size : to;
    return every(step, from, end).map(value -> value > last ? value - size : value);
  }

  private static int wrapped(int value, int last) {
    return last == 6 && value == 7 ? 0 : value;
  }

  private static int number(String text, int first, List<String> names) {
    int name = names.indexOf(text.toLowerCase(Locale.ROOT));
    return name < 0 ? Integer.parseInt(text) : name + first;
  }
}
