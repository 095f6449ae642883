package dev.tidings.feed;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;

/** Those who joined a view before the feed was on, and wait for its first tail. */
final class Joiners {

    private record Joiner(View view, Answer<Tail> answer) {}

    private final List<Joiner> waiting = new ArrayList<>();

    void add(View view, Answer<Tail> answer) {
        waiting.add(new Joiner(view, answer));
    }

    void answer(Function<View, Tail> tail) {
        take().forEach(joiner -> joiner.answer().is(tail.apply(joiner.view())));
    }

    void refuse(Throwable cause) {
        take().forEach(joiner -> joiner.answer().failed(cause));
    }

    private List<Joiner> take() {
        List<Joiner> all = List.copyOf(waiting);
        waiting.clear();
        return all;
    }
}
