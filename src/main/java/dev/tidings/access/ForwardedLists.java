package dev.tidings.access;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;

/**
 * The headers {@code X-Forwarded-For}, {@code -Host} and {@code -Proto}, which no standard describes: lists to which each
 * proxy adds at the end, or single values that one of them has set.
 */
public final class ForwardedLists {

    private ForwardedLists() {}

    /**
     * What the proxies say, in their order.
     *
     * @param from the first header's lines, joined with commas; empty where there is none, as for the others
     */
    public static List<Hop> hops(String from, String host, String proto) {
        List<String> froms = split(from);
        List<String> hosts = split(host);
        List<String> protos = split(proto);
        int count = Math.max(froms.size(), Math.max(hosts.size(), protos.size()));
        List<Hop> hops = new ArrayList<>();
        for (int back = count; back >= 1; back--) {
            hops.add(new Hop(at(froms, back), at(hosts, back), at(protos, back).toLowerCase(Locale.ROOT)));
        }
        return hops;
    }

    private static List<String> split(String list) {
        return list.isBlank()
                ? List.of()
                : Arrays.stream(list.split(",", -1)).map(String::strip).toList();
    }

    /** The value so many places from the end. */
    private static String at(List<String> values, int back) {
        return back > values.size() ? "" : values.get(values.size() - back);
    }
}
