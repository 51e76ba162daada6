/**
 * Real servers for tests, each on loopback and for as long as a test needs it. The packages below
 * have one kind of server each; here is what they share: programs, children, folders, ports.
 */
@NullMarked
package dev.slipway.testkit;

import org.jspecify.annotations.NullMarked;
