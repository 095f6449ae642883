/**
 * The node as its operators and newcomers see it: health, metrics, the landing page.
 *
 * <p>Promises: they answer whatever state the node is in, need no permission and tell nothing of what the store holds.
 *
 * <p>Must not: touch resources. What is healthy is told to {@link dev.tidings.http.ops.Health} from outside.
 */
package dev.tidings.http.ops;
