package dev.slipway.engine.store;

import dev.slipway.testkit.s3.S3Credentials;
import dev.slipway.testkit.s3.S3Server;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/** Stores in a bucket of a real S3 server. */
public final class S3Bench {
  public static final String BUCKET = "backups";

  private S3Bench() {}

  /** A store of the user who may do everything. */
  public static S3Store store(S3Server server) {
    return store(server, server.root(), BUCKET, null);
  }

  public static S3Store store(S3Server server, S3Credentials user, String bucket) {
    return store(server, user, bucket, null);
  }

  static S3Store store(
      S3Server server, S3Credentials user, String bucket, @Nullable Path authority) {
    return new S3Store(new S3Access(account(server, user, authority), bucket, "/a prefix/"));
  }

  static S3Account account(S3Server server, S3Credentials user, @Nullable Path authority) {
    return new S3Account(
        server.endpoint(),
        server.region(),
        true,
        user.accessKey(),
        new S3Secret(user.secretKey()),
        authority);
  }
}
