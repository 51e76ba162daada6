package dev.slipway.engine.order;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonInclude;
import org.jspecify.annotations.Nullable;

/**
 * A bucket as an order names it: credentials are files of the worker's pod, never values.
 *
 * @param encryption of what is the app's data there; absent: it is not encrypted
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record StoreAccess(
    String endpoint,
    String region,
    String bucket,
    String prefix,
    boolean pathStyle,
    String accessKeyIdFile,
    String secretAccessKeyFile,
    @Nullable String authorityFile,
    @Nullable StoreEncryption encryption) {
  @JsonCreator
  public StoreAccess {}

  /** One whose content is not encrypted. */
  public StoreAccess(
      String endpoint,
      String region,
      String bucket,
      String prefix,
      boolean pathStyle,
      String accessKeyIdFile,
      String secretAccessKeyFile,
      @Nullable String authorityFile) {
    this(
        endpoint,
        region,
        bucket,
        prefix,
        pathStyle,
        accessKeyIdFile,
        secretAccessKeyFile,
        authorityFile,
        null);
  }

  public StoreAccess withEncryption(StoreEncryption other) {
    return new StoreAccess(
        endpoint,
        region,
        bucket,
        prefix,
        pathStyle,
        accessKeyIdFile,
        secretAccessKeyFile,
        authorityFile,
        other);
  }
}
