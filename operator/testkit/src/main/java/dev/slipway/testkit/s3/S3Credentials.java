package dev.slipway.testkit.s3;

/** The two keys of a user. */
public record S3Credentials(String accessKey, String secretKey) {
  @Override
  public String toString() {
    return accessKey;
  }
}
