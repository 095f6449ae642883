package dev.tidings.cluster;

import static org.assertj.core.api.Assertions.assertThat;

import io.vertx.core.Completable;
import io.vertx.core.spi.cluster.RegistrationInfo;
import io.vertx.core.spi.cluster.RegistrationListener;
import io.vertx.core.spi.cluster.RegistrationUpdateEvent;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class UnheardTest {

    private static final List<RegistrationInfo> SOMEBODY = List.of(new RegistrationInfo("node", 1, false));

    private final List<String> told = new ArrayList<>();
    private long now;
    private final Unheard unheard = new Unheard(() -> now);
    private final RegistrationListener listener = unheard.besides(new RegistrationListener() {
        @Override
        public boolean wantsUpdatesFor(String address) {
            return address.equals("a");
        }

        @Override
        public void registrationsUpdated(RegistrationUpdateEvent event) {
            told.add(event.address());
        }
    });

    private Completable<List<RegistrationInfo>> ask(String address) {
        return unheard.asking(address, (listeners, failure) -> {});
    }

    @Test
    void anAddressWithoutListenersIsNotAskedForAgainForAWhile() {
        assertThat(unheard.has("b")).isFalse();
        ask("b").succeed(List.of());
        assertThat(unheard.has("b")).isTrue();
        now += Unheard.KEPT_NANOS;
        assertThat(unheard.has("b")).isFalse();
    }

    @Test
    void whoeverAskedIsAnswered() {
        List<Object> answers = new ArrayList<>();
        unheard.asking("b", (listeners, failure) -> answers.add(listeners)).succeed(SOMEBODY);
        unheard.asking("b", (listeners, failure) -> answers.add(failure)).fail(new IllegalStateException());
        assertThat(answers).hasSize(2).first().isEqualTo(SOMEBODY);
        assertThat(unheard.has("b")).isFalse();
    }

    @Test
    void aListenerThatComesIsHeardOf() {
        ask("b").succeed(List.of());
        assertThat(listener.wantsUpdatesFor("b")).isTrue();
        listener.registrationsUpdated(new RegistrationUpdateEvent("b", SOMEBODY));
        assertThat(unheard.has("b")).isFalse();
        assertThat(listener.wantsUpdatesFor("b")).isFalse();
        assertThat(told).isEmpty();
    }

    @Test
    void anAnswerThatCrossesTheNewsOfAListenerIsNotBelieved() {
        Completable<List<RegistrationInfo>> early = ask("b");
        assertThat(listener.wantsUpdatesFor("b")).isTrue();
        listener.registrationsUpdated(new RegistrationUpdateEvent("b", SOMEBODY));
        Completable<List<RegistrationInfo>> late = ask("b");
        early.succeed(List.of());
        assertThat(unheard.has("b")).isFalse();
        late.succeed(SOMEBODY);
        assertThat(unheard.has("b")).isFalse();
    }

    @Test
    void whatVertxWantsToHearItStillHears() {
        listener.registrationsUpdated(new RegistrationUpdateEvent("a", SOMEBODY));
        assertThat(told).containsExactly("a");
    }

    @Test
    void whereRegistrationsAreLostAllIsAskedAnew() {
        ask("b").succeed(List.of());
        listener.registrationsLost();
        assertThat(unheard.has("b")).isFalse();
    }
}
