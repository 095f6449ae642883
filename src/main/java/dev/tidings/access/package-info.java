/**
 * Who asks, from where, and what they may do: pure rules over what a request says of itself. No Vert.x, no I/O; everything
 * here is immutable and safe for any thread.
 *
 * <p>Until there is authentication everybody is {@link dev.tidings.access.Principal#ANONYMOUS}, and what protects the
 * server is where a request comes from: {@link dev.tidings.access.Hosts} and {@link dev.tidings.access.Origins}, seen past
 * {@link dev.tidings.access.TrustedProxies}.
 */
package dev.tidings.access;
