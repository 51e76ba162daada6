package dev.slipway.worker;

import static java.nio.charset.StandardCharsets.UTF_8;
import static java.util.Comparator.comparing;

import dev.slipway.engine.file.Digest;
import dev.slipway.engine.order.RecordJson;
import dev.slipway.engine.order.ValidatedMark;
import java.util.List;
import java.util.Optional;

/**
 * The files that are proven in an environment, as its folder of a releases store says. Objects are
 * written once, so a mark is withdrawn by another one of its name, and for good.
 */
record Marks(ReleasesStore store, String environment) {
  /** Answers where it is. */
  String put(ValidatedMark mark) {
    var key = folder("validated") + prefix(mark.digest()) + mark.run() + ".json";
    store.putOnce(key, RecordJson.write(mark));
    return store.locationOf(key);
  }

  /**
   * From now on nothing that was said of this file counts.
   *
   * @return how many marks there were to withdraw
   */
  int withdraw(String digest) {
    int withdrawn = 0;
    for (var name : names(digest)) {
      if (!isWithdrawn(name)) {
        store.putOnce(folder("withdrawn") + name, "{}\n".getBytes(UTF_8));
        withdrawn++;
      }
    }
    return withdrawn;
  }

  /** The newest mark of a file that was not withdrawn. */
  Optional<ValidatedMark> living(String app, String digest) {
    return names(digest).stream()
        .filter(name -> !isWithdrawn(name))
        .flatMap(name -> RecordJson.readMark(store.read(folder("validated") + name)).stream())
        .filter(it -> it.digest().equals(digest))
        .filter(it -> it.app().equals(app) && it.environment().equals(environment))
        .max(comparing(ValidatedMark::since));
  }

  private List<String> names(String digest) {
    var folder = folder("validated");
    return store.keys(folder + prefix(digest)).stream()
        .map(key -> key.substring(folder.length()))
        .toList();
  }

  private boolean isWithdrawn(String name) {
    return store.isThere(folder("withdrawn") + name);
  }

  private String folder(String kind) {
    return "environments/" + environment + "/" + kind + "/";
  }

  private static String prefix(String digest) {
    return "sha256-" + Digest.parse(digest).hex() + "-";
  }
}
