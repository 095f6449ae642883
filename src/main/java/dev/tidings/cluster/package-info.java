/**
 * The cluster: finds the other nodes and carries the event bus between them, with Hazelcast, which is known here alone.
 *
 * <p>Promise: {@link dev.tidings.cluster.ClusterNode#join} gives a Vert.x whose event bus reaches all nodes that could be
 * found, and goes on to look for the others. No more: messages may be lost, and while the network is parted each part is a
 * cluster of its own. Nothing that must be right depends on it; the store decides.
 *
 * <p>It must not hold data, elect anybody or lock anything.
 */
package dev.tidings.cluster;
