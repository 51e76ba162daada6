@NullMarked
package dev.slipway.testkit.s3;

import org.jspecify.annotations.NullMarked;
