/**
 * TCP proxies of the tests' own. They stand between parts of the system that are the real ones, and cut, stop or listen to
 * what goes through them; so faults come at an exact point, and nothing in the server has to know of it.
 */
package dev.tidings.relay;
