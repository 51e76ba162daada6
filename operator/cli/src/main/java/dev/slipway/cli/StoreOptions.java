package dev.slipway.cli;

import dev.slipway.engine.EngineException;
import dev.slipway.engine.FailureCode;
import dev.slipway.engine.store.ObjectStore;
import dev.slipway.engine.store.S3Account;
import dev.slipway.engine.store.S3Secret;
import dev.slipway.engine.store.StoreAddress;
import java.net.URI;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** How a verb gets at a store; only s3:// needs any of it. */
final class StoreOptions {
  @Option(
      names = "--s3-endpoint",
      paramLabel = "URL",
      description = "Address of the S3 service (default: $$AWS_ENDPOINT_URL).",
      defaultValue = "${env:AWS_ENDPOINT_URL}")
  private @Nullable URI endpoint;

  @Option(
      names = "--s3-region",
      paramLabel = "REGION",
      description = "The bucket's region (default: $$AWS_REGION, else us-east-1).",
      defaultValue = "${env:AWS_REGION:-us-east-1}")
  private String region;

  @Option(
      names = "--s3-ca",
      paramLabel = "FILE",
      description = "Certificates that the service's is checked against.")
  private @Nullable Path authority;

  @Option(
      names = "--s3-virtual-host",
      description = "The bucket stands in the host name, not in the path.")
  private boolean virtualHost;

  ObjectStore open(String address) {
    return StoreAddress.parse(address).open(account());
  }

  /** Absent where nothing was said of S3: the store is a folder, or says itself what is missing. */
  private @Nullable S3Account account() {
    return endpoint == null
        ? null
        : new S3Account(
            endpoint,
            region,
            !virtualHost,
            variable("AWS_ACCESS_KEY_ID"),
            new S3Secret(variable("AWS_SECRET_ACCESS_KEY")),
            authority);
  }

  private static String variable(String name) {
    var value = System.getenv(name);
    if (value == null) {
      throw new EngineException(FailureCode.ORDER_INVALID, "set " + name + " for s3://");
    }
    return value;
  }
}
