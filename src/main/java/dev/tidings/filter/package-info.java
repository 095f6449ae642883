/**
 * Filters: RSQL texts as conditions over resources.
 *
 * <p>One meaning: {@link dev.tidings.filter.Filter#test} decides. {@link dev.tidings.filter.FilterSql} only narrows what a
 * database reads: it may let too much through, never too little. {@link dev.tidings.filter.FilterIndex} tells which of many
 * filters could match at all.
 *
 * <p>Everything is free of I/O; all but the index is immutable and may be used by any thread.
 */
package dev.tidings.filter;
