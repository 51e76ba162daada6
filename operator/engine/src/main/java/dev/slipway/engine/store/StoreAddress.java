package dev.slipway.engine.store;

import dev.slipway.engine.EngineException;
import dev.slipway.engine.FailureCode;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/** A store as the command line names it: {@code s3://bucket/prefix} or {@code dir:PATH}. */
public sealed interface StoreAddress {
  String S3 = "s3://";
  String DIRECTORY = "dir:";

  static StoreAddress parse(String text) {
    if (text.startsWith(DIRECTORY) && text.length() > DIRECTORY.length()) {
      return new Folder(Path.of(text.substring(DIRECTORY.length())));
    }
    if (text.startsWith(S3)) {
      var place = text.substring(S3.length());
      int slash = place.indexOf('/');
      var bucket = slash < 0 ? place : place.substring(0, slash);
      if (!bucket.isEmpty()) {
        return new Bucket(bucket, slash < 0 ? "" : place.substring(slash + 1));
      }
    }
    throw new EngineException(
        FailureCode.ORDER_INVALID, "not a store: " + text + "; say s3://bucket/prefix or dir:PATH");
  }

  /**
   * Opens the store.
   *
   * @param account who we are at S3; only a bucket needs it
   */
  default ObjectStore open(@Nullable S3Account account) {
    return switch (this) {
      case Folder(var path) -> new DirectoryStore(path);
      case Bucket(var bucket, var prefix) -> {
        if (account == null) {
          throw new EngineException(
              FailureCode.ORDER_INVALID, S3 + bucket + " needs an endpoint, a region and a key");
        }
        yield new S3Store(new S3Access(account, bucket, prefix));
      }
    };
  }

  /** A bucket of S3, or what is below a prefix there. */
  record Bucket(String bucket, String prefix) implements StoreAddress {}

  /** A folder on this machine. */
  record Folder(Path path) implements StoreAddress {}
}
