package dev.tidings.http.wire;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;

import dev.tidings.http.wire.RawPeer.Received;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What a host that agrees to compression (RFC 7692) does with bits and bytes that were not agreed on. */
class CompressedSocketTest {

    private static final String OFFER = "Sec-WebSocket-Extensions: permessage-deflate\r\n";

    private static SocketHost host;

    @BeforeAll
    static void start() {
        host = new SocketHost(SocketOptions.defaults().withCompression(true), true, PeerSocketTest::echo);
    }

    @AfterAll
    static void stop() {
        host.close();
    }

    @ParameterizedTest(name = "first byte {1}, compression offered: {0}")
    @CsvSource({
        "false, C1",
        "false, A1",
        "false, 91",
        "false, C9",
        "false, A9",
        "false, C8",
        "true, A1",
        "true, 91",
        "true, C9",
        "true, C8"
    })
    void aReservedBitThatNobodyAgreedOnIsAProtocolError(boolean offered, String first) {
        assertThat(answerTo(offered, Integer.parseInt(first, 16), new byte[0]).closeCode())
                .isEqualTo(1002);
    }

    @ParameterizedTest
    @ValueSource(strings = {"{\"type\":\"ping\"}", "ÿÿÿÿ"})
    void whatCannotBeDecompressedIsInconsistent(String bytes) {
        assertThat(answerTo(true, 0xC1, bytes.getBytes(ISO_8859_1)).closeCode()).isEqualTo(1007);
    }

    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    void aTextWithoutReservedBitsIsRead(boolean offered) {
        assertThat(answerTo(offered, 0x81, "as it is".getBytes(US_ASCII)).opcode())
                .isEqualTo(RawPeer.TEXT);
    }

    private static Received answerTo(boolean offered, int first, byte[] payload) {
        try (RawPeer peer = RawPeer.connect(host.port())) {
            if (offered) {
                peer.upgrade("/", OFFER);
            } else {
                peer.upgrade("/");
            }
            peer.send(RawPeer.frame(first, true, payload));
            return peer.take();
        }
    }
}
