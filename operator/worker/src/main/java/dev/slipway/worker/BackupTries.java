package dev.slipway.worker;

import static java.util.stream.Collectors.toCollection;

import dev.slipway.engine.backup.BackupReader;
import dev.slipway.engine.store.ObjectStore;
import java.util.Optional;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The tries at one backup, by the folders that they left: the first is named after the backup
 * alone, each later one with a number behind it. What a try left unfinished is never used.
 */
final class BackupTries {
  private static final String NUMBER = "(?:-([1-9][0-9]{0,8}))?";

  private final ObjectStore store;
  private final String first;

  BackupTries(ObjectStore store, String environment, String id) {
    this.store = store;
    this.first = environment + "/" + id;
  }

  /** The location of the earliest try that came to its end. */
  Optional<String> completed() {
    return numbersOf(BackupReader.MANIFEST).stream().findFirst().map(this::location);
  }

  /** An id under which nothing is stored yet, this attempt's own if possible. */
  String free(int attempt) {
    var taken = numbersOf("");
    int number = attempt;
    while (taken.contains(number)) {
      number++;
    }
    return location(number).substring(first.lastIndexOf('/') + 1);
  }

  /** Of the tries that left this object; any where its name is empty. */
  private SortedSet<Integer> numbersOf(String object) {
    var name = object.isEmpty() ? ".+" : Pattern.quote(object);
    var key = Pattern.compile(Pattern.quote(first) + NUMBER + "/" + name);
    return store.list(first).stream()
        .map(it -> key.matcher(it.key()))
        .filter(Matcher::matches)
        .map(it -> it.group(1) == null ? 1 : Integer.parseInt(it.group(1)))
        .collect(toCollection(TreeSet::new));
  }

  private String location(int number) {
    return number == 1 ? first : first + "-" + number;
  }
}
