package dev.slipway.controllers.restore;

import dev.slipway.api.backup.Backup;
import dev.slipway.api.environment.AppEnvironment;
import dev.slipway.api.environment.StorageClaim;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * What the target's claims are called in the backup. In another environment the one claim that is
 * left on either side is the same.
 *
 * @param byClaim the other names, by the target's own; absent: all are the same
 * @param homeless why some files of the backup would have no place; absent: all have one
 */
record ClaimNames(@Nullable Map<String, String> byClaim, @Nullable String homeless) {
  static final ClaimNames SAME = new ClaimNames(null, null);

  private static final Pattern ARCHIVE = Pattern.compile("storage-(.+)\\.tar\\.zst(\\.age)?");

  static ClaimNames of(RestoreView seen) {
    var backup = seen.backup();
    if (!seen.isIndependent() || !seen.spec().storage() || backup == null) {
      return SAME;
    }
    var theirs = claimsIn(backup, seen.origin());
    return theirs.isEmpty() ? SAME : paired(theirs, claimsOf(seen.target()));
  }

  boolean knows(String claim) {
    return byClaim == null || byClaim.containsKey(claim);
  }

  String inBackup(String claim) {
    return byClaim == null ? claim : byClaim.getOrDefault(claim, claim);
  }

  private static ClaimNames paired(List<String> theirs, List<String> ours) {
    var pairs = new HashMap<String, String>();
    theirs.stream().filter(ours::contains).forEach(it -> pairs.put(it, it));
    var left = without(theirs, pairs);
    var free = without(ours, pairs);
    if (left.size() == 1 && free.size() == 1) {
      pairs.put(free.getFirst(), left.getFirst());
      left = List.of();
    }
    return new ClaimNames(
        pairs,
        left.isEmpty()
            ? null
            : ("the backup has files of %s, and the target has storage %s: give the target claims of"
                    + " these names, or make a restore with storage: false")
                .formatted(left, ours));
  }

  private static List<String> without(List<String> claims, Map<String, String> pairs) {
    return claims.stream().filter(it -> !pairs.containsKey(it)).toList();
  }

  /** Its list of files may be cut; then its environment says. */
  private static List<String> claimsIn(Backup backup, @Nullable AppEnvironment origin) {
    var status = backup.getStatus();
    var claims = new ArrayList<String>();
    if (status != null) {
      status.files().stream()
          .map(it -> ARCHIVE.matcher(it.name()))
          .filter(Matcher::matches)
          .forEach(it -> claims.add(it.group(1)));
    }
    return !claims.isEmpty() || origin == null ? claims : claimsOf(origin);
  }

  private static List<String> claimsOf(AppEnvironment environment) {
    return environment.getSpec().storage().stream().map(StorageClaim::claim).toList();
  }
}
