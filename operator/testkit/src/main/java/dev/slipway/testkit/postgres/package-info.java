/** Throwaway PostgreSQL servers, of every major that is to be had on this machine. */
@NullMarked
package dev.slipway.testkit.postgres;

import org.jspecify.annotations.NullMarked;
