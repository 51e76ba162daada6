package dev.slipway.testkit.s3;

/** What a user may do with objects; whoever lacks the right is refused with 403. */
public enum S3Right {
  READ,
  LIST,
  PUT,
  DELETE
}
