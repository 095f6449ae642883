package dev.tidings.http.wire;

import static dev.tidings.http.wire.RawPeer.BINARY;
import static dev.tidings.http.wire.RawPeer.CLOSE;
import static dev.tidings.http.wire.RawPeer.CONTINUATION;
import static dev.tidings.http.wire.RawPeer.PING;
import static dev.tidings.http.wire.RawPeer.PONG;
import static dev.tidings.http.wire.RawPeer.TEXT;
import static dev.tidings.http.wire.RawPeer.frame;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.tidings.http.wire.RawPeer.Received;
import dev.tidings.metrics.CloseReason;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** RFC 6455, byte by byte, against a socket that echoes. */
class PeerSocketTest {

    private static SocketHost host;
    private RawPeer peer;

    @BeforeAll
    static void start() {
        host = new SocketHost(SocketOptions.defaults(), true, PeerSocketTest::echo);
    }

    @AfterAll
    static void stop() {
        host.close();
    }

    @BeforeEach
    void connect() {
        host.closed.clear();
        peer = RawPeer.connect(host.port()).upgrade("/");
    }

    @AfterEach
    void disconnect() {
        peer.close();
    }

    static PeerSocket.User echo(PeerSocket socket) {
        return new SocketHost.Idle() {
            @Override
            public void message(byte[] text) {
                socket.send(new String(text, StandardCharsets.UTF_8));
            }
        };
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 1, 125, 126, 127, 65535, 65536})
    void aMessageOfAnySizeUpToTheBoundIsEchoedInOneFrame(int size) {
        String text = "x".repeat(size);

        peer.sendText(text);

        Received answer = peer.take();
        assertThat(answer.opcode()).isEqualTo(TEXT);
        assertThat(answer.last()).isTrue();
        assertThat(answer.text()).isEqualTo(text);
    }

    @Test
    void fragmentsMakeOneMessageAlsoWithAPingBetweenThemAndACharacterSplit() {
        byte[] text = "aä€𝄞".getBytes(StandardCharsets.UTF_8);

        for (int i = 0; i < text.length; i++) {
            peer.sendFrame(i == 0 ? TEXT : CONTINUATION, i == text.length - 1, new byte[] {text[i]});
            if (i == 2) {
                peer.sendFrame(PING, true, bytes("between"));
            }
        }

        assertThat(peer.take().text()).isEqualTo("between");
        assertThat(peer.take().text()).isEqualTo("aä€𝄞");
    }

    @Test
    void manyFragmentsUpToTheBoundMakeOneMessage() {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        byte[] part = new byte[1024];
        Arrays.fill(part, (byte) 'y');
        for (int i = 0; i < 64; i++) {
            out.writeBytes(frame((i == 63 ? 0x80 : 0) | (i == 0 ? TEXT : CONTINUATION), true, part));
        }

        peer.send(out.toByteArray());

        assertThat(peer.take().payload()).hasSize(64 * 1024);
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 1, 125})
    void aPingIsPongedWithItsPayload(int size) {
        byte[] payload = new byte[size];
        Arrays.fill(payload, (byte) 0xFE);

        peer.sendFrame(PING, true, payload);

        Received pong = peer.take();
        assertThat(pong.opcode()).isEqualTo(PONG);
        assertThat(pong.payload()).isEqualTo(payload);
    }

    @Test
    void aPongThatNobodyAskedForIsPassedOver() {
        peer.sendFrame(PONG, true, bytes("hello"));
        peer.sendText("on");

        assertThat(peer.take().text()).isEqualTo("on");
    }

    @ParameterizedTest
    @ValueSource(
            ints = {1000, 1001, 1002, 1003, 1007, 1008, 1009, 1010, 1011, 1012, 1013, 1014, 3000, 3999, 4000, 4999})
    void aCloseIsEchoedAndThenTheStreamEnds(int code) {
        peer.sendFrame(CLOSE, true, close(code, "bye €"));

        Received echo = peer.take();
        assertThat(echo.opcode()).isEqualTo(CLOSE);
        assertThat(echo.closeCode()).isEqualTo(code);
        assertThat(peer.next()).isEmpty();
        await().until(() -> host.closed.contains(CloseReason.PEER));
    }

    @Test
    void aCloseWithoutACodeIsAnsweredToo() {
        peer.sendFrame(CLOSE, true, new byte[0]);

        assertThat(peer.take().opcode()).isEqualTo(CLOSE);
        assertThat(peer.next()).isEmpty();
    }

    static Stream<Arguments> brokenBytes() {
        byte[] tooBig = new byte[64 * 1024 + 1];
        return Stream.of(
                broken("a binary message", 1003, frame(0x82, true, bytes("x"))),
                broken("the beginning of a binary message", 1003, frame(BINARY, true, bytes("x"))),
                broken("an unmasked frame", 1002, frame(0x81, false, bytes("x"))),
                broken("reserved bit 1", 1002, frame(0xC1, true, bytes("x"))),
                broken("reserved bit 2", 1002, frame(0xA1, true, bytes("x"))),
                broken("reserved bit 3 of a ping", 1002, frame(0x99, true, bytes("x"))),
                broken("reserved opcode 3", 1002, frame(0x83, true, bytes("x"))),
                broken("reserved opcode 7", 1002, frame(0x87, true, bytes("x"))),
                broken("reserved opcode 11", 1002, frame(0x8B, true, bytes("x"))),
                broken("reserved opcode 15", 1002, frame(0x8F, true, bytes("x"))),
                broken("a fragmented ping", 1002, frame(PING, true, bytes("x"))),
                broken("a fragmented close", 1002, frame(CLOSE, true, close(1000, ""))),
                broken("a ping of 126 bytes", 1002, frame(0x89, true, new byte[126])),
                broken("a close of one byte", 1002, frame(0x88, true, new byte[1])),
                broken("a close of 126 bytes", 1002, frame(0x88, true, close(1000, "x".repeat(124)))),
                broken("a continuation of nothing", 1002, frame(0x80, true, bytes("x"))),
                broken("a text within a text", 1002, frame(TEXT, true, bytes("x")), frame(0x81, true, bytes("y"))),
                broken("a length that is not minimal", 1002, new byte[] {(byte) 0x81, (byte) 0xFE, 0, 5}),
                broken("a long length that is not minimal", 1002, wide(127, 500)),
                broken("a negative length", 1002, wide(127, -1)),
                broken("a frame that says it is too big", 1009, wide(127, 64 * 1024 + 1)),
                broken("a frame that says it is far too big", 1009, wide(127, Long.MAX_VALUE)),
                broken("a frame that is too big", 1009, frame(0x81, true, tooBig)),
                broken("fragments that are too big", 1009, halves(40 * 1024)),
                broken("a byte that is no UTF-8", 1007, frame(0x81, true, new byte[] {'a', (byte) 0xFF})),
                broken("an overlong form", 1007, frame(0x81, true, new byte[] {(byte) 0xC0, (byte) 0xAF})),
                broken("a surrogate", 1007, frame(0x81, true, new byte[] {(byte) 0xED, (byte) 0xA0, (byte) 0x80})),
                broken("beyond Unicode", 1007, frame(0x81, true, new byte[] {(byte) 0xF4, (byte) 0x90, -128, -128})),
                broken("a character that ends too soon", 1007, frame(0x81, true, new byte[] {(byte) 0xE2, -126})),
                broken("a first fragment that is no UTF-8", 1007, frame(TEXT, true, new byte[] {'a', (byte) 0xFF})),
                broken(
                        "a character broken between fragments",
                        1007,
                        frame(TEXT, true, new byte[] {(byte) 0xE2}),
                        frame(0x80, true, bytes("x"))),
                broken("a close reason that is no UTF-8", 1007, frame(0x88, true, new byte[] {3, (byte) 0xE8, -1})),
                broken("a close reason that ends too soon", 1007, frame(0x88, true, new byte[] {3, -24, -30, -126})));
    }

    @ParameterizedTest(name = "{0} closes with {1}")
    @MethodSource("brokenBytes")
    void whoBreaksTheProtocolIsToldHowAndTheStreamEnds(String what, int code, byte[] bytes) {
        peer.send(bytes);

        Received close = peer.take();

        assertThat(close.opcode()).as(what).isEqualTo(CLOSE);
        assertThat(close.closeCode()).as(what).isEqualTo(code);
        assertThat(peer.next()).as(what).isEmpty();
        await().until(() -> host.closed.contains(CloseReason.PROTOCOL));
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 999, 1004, 1005, 1006, 1015, 1016, 1100, 2000, 2999, 5000, 32768, 65535})
    void aCloseCodeThatMayNotBeSentIsAProtocolError(int code) {
        peer.sendFrame(CLOSE, true, close(code, ""));

        Received close = peer.take();

        assertThat(close.closeCode()).isEqualTo(1002);
        assertThat(peer.next()).isEmpty();
    }

    @Test
    void whatComesAfterACloseIsNotRead() {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        out.writeBytes(frame(0x88, true, close(1000, "")));
        out.writeBytes(frame(0x81, true, bytes("too late")));

        peer.send(out.toByteArray());

        assertThat(peer.take().opcode()).isEqualTo(CLOSE);
        assertThat(peer.next()).isEmpty();
    }

    @Test
    void validFramesBeforeABrokenOneAreStillAnswered() {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        out.writeBytes(frame(0x81, true, bytes("fine")));
        out.writeBytes(frame(0x83, true, bytes("x")));

        peer.send(out.toByteArray());

        assertThat(peer.take().text()).isEqualTo("fine");
        assertThat(peer.take().closeCode()).isEqualTo(1002);
    }

    @Test
    void tooManyFramesInASecondAreAViolationOfPolicy() {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        for (int i = 0; i <= 2 * SocketOptions.defaults().framesPerSecond(); i++) {
            out.writeBytes(frame(0x8A, true, new byte[0]));
        }

        peer.send(out.toByteArray());

        assertThat(peer.take(CLOSE).closeCode()).isEqualTo(1008);
        await().until(() -> host.closed.contains(CloseReason.FLOOD));
    }

    @Test
    void aResetIsNoticedAtOnce() {
        peer.reset();

        await().until(() -> host.closed.contains(CloseReason.LOST));
    }

    private static Arguments broken(String what, int code, byte[]... frames) {
        ByteArrayOutputStream all = new ByteArrayOutputStream();
        Arrays.stream(frames).forEach(all::writeBytes);
        return Arguments.of(what, code, all.toByteArray());
    }

    /** The head alone of a masked text frame with a length in eight bytes. */
    private static byte[] wide(int marker, long length) {
        byte[] head = new byte[10];
        head[0] = (byte) 0x81;
        head[1] = (byte) (0x80 | marker);
        for (int i = 0; i < 8; i++) {
            head[2 + i] = (byte) (length >>> (56 - 8 * i));
        }
        return head;
    }

    private static byte[] halves(int size) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        out.writeBytes(frame(TEXT, true, new byte[size]));
        out.writeBytes(frame(0x80, true, new byte[size]));
        return out.toByteArray();
    }

    private static byte[] close(int code, String reason) {
        byte[] text = bytes(reason);
        byte[] payload = new byte[2 + text.length];
        payload[0] = (byte) (code >>> 8);
        payload[1] = (byte) code;
        System.arraycopy(text, 0, payload, 2, text.length);
        return payload;
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }
}
