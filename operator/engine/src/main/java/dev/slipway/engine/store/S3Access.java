package dev.slipway.engine.store;

/**
 * The part of a bucket that is a store.
 *
 * @param prefix what every key begins with, without slashes at its ends; empty for the whole bucket
 */
public record S3Access(S3Account account, String bucket, String prefix) {
  public S3Access {
    prefix = withoutOuterSlashes(prefix);
  }

  /** For messages. */
  public String inWords() {
    var place = prefix.isEmpty() ? bucket : bucket + "/" + prefix;
    return "s3://" + place + " at " + account.endpoint();
  }

  String keyOf(String relative) {
    return prefix.isEmpty() ? relative : prefix + "/" + relative;
  }

  String relative(String key) {
    return prefix.isEmpty() ? key : key.substring(prefix.length() + 1);
  }

  private static String withoutOuterSlashes(String prefix) {
    int from = 0;
    int to = prefix.length();
    while (from < to && prefix.charAt(from) == '/') {
      from++;
    }
    while (to > from && prefix.charAt(to - 1) == '/') {
      to--;
    }
    return prefix.substring(from, to);
  }
}
