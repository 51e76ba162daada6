package dev.slipway.worker;

import dev.slipway.engine.EngineException;
import dev.slipway.engine.FailureCode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Collection;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;

/** The app's variables, a file for each: ConfigMaps and Secrets as the kubelet mounts them. */
record Variables(List<String> folders) {
  private static final int LONGEST = 63;

  /** Those of these names that are there; of two the later one counts, as it does in a pod. */
  SortedMap<String, String> values(Collection<String> names) {
    var values = new TreeMap<String, String>();
    for (var folder : folders) {
      for (var name : names) {
        var file = Path.of(folder, name);
        if (Files.isRegularFile(file)) {
          values.put(name, value(file));
        }
      }
    }
    return values;
  }

  private static String value(Path file) {
    try {
      var value = Files.readString(file).strip();
      return value.length() <= LONGEST ? value : value.substring(0, LONGEST);
    } catch (IOException e) {
      throw new EngineException(
          FailureCode.SECRET_KEY_MISSING,
          "the variable %s cannot be read".formatted(file.getFileName()),
          e);
    }
  }
}
