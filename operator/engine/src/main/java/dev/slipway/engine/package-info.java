/** The work on PostgreSQL and S3. Knows no Kubernetes and starts from any main. */
@NullMarked
package dev.slipway.engine;

import org.jspecify.annotations.NullMarked;
