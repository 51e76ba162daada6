/** Throwaway S3 servers that check signatures, rights and locks. */
@NullMarked
package dev.slipway.testkit.s3;

import org.jspecify.annotations.NullMarked;
