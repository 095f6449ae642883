package dev.tidings.http;

import dev.tidings.model.Code;
import dev.tidings.model.TidingsException;
import dev.tidings.settings.TlsSettings;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpServerOptions;
import io.vertx.core.net.PemKeyCertOptions;
import java.security.GeneralSecurityException;
import java.security.PrivateKey;
import java.security.PublicKey;
import java.security.Signature;
import java.util.Set;
import javax.net.ssl.X509KeyManager;

/** TLS from PEM files: 1.2 and 1.3, and HTTP/2 where the client knows it. */
public final class Tls {

    private Tls() {}

    /** The options with TLS turned on; as they were where there are no settings for it. */
    public static HttpServerOptions apply(TlsSettings tls, HttpServerOptions options) {
        return tls == null
                ? options
                : options.setSsl(true)
                        .setUseAlpn(true)
                        .setEnabledSecureTransportProtocols(Set.of("TLSv1.2", "TLSv1.3"))
                        .setKeyCertOptions(pem(tls));
    }

    /**
     * Reads the files once, so that a wrong one stops the start with its name and not the first handshake. Blocks: not for
     * an event loop.
     *
     * @throws TidingsException {@code INVALID} where they are no certificate and key, or not of one another
     */
    public static void check(Vertx vertx, TlsSettings tls) {
        try {
            PemKeyCertOptions pem = pem(tls);
            String alias = pem.loadKeyStore(vertx).aliases().nextElement();
            X509KeyManager keys =
                    (X509KeyManager) pem.getKeyManagerFactory(vertx).getKeyManagers()[0];
            if (!belong(keys.getPrivateKey(alias), keys.getCertificateChain(alias)[0].getPublicKey())) {
                throw wrong(tls, "do not belong together", null);
            }
        } catch (TidingsException known) {
            throw known;
        } catch (Exception unreadable) { // the loader declares no narrower one
            throw wrong(tls, "are not a PEM certificate and its private key", unreadable);
        }
    }

    private static PemKeyCertOptions pem(TlsSettings tls) {
        return new PemKeyCertOptions()
                .setCertPath(tls.certificate().toString())
                .setKeyPath(tls.key().toString());
    }

    private static boolean belong(PrivateKey key, PublicKey certified) throws GeneralSecurityException {
        if (!key.getAlgorithm().equals(certified.getAlgorithm())) {
            return false;
        }
        String algorithm =
                switch (key.getAlgorithm()) {
                    case "RSA" -> "SHA256withRSA";
                    case "EC" -> "SHA256withECDSA";
                    default -> key.getAlgorithm();
                };
        byte[] text = {1, 2, 3};
        Signature signer = Signature.getInstance(algorithm);
        signer.initSign(key);
        signer.update(text);
        byte[] signature = signer.sign();
        signer.initVerify(certified);
        signer.update(text);
        return signer.verify(signature);
    }

    private static TidingsException wrong(TlsSettings tls, String why, Exception cause) {
        return TidingsException.of(
                Code.INVALID,
                "http.tls.certificate, http.tls.key: " + tls.certificate() + " and " + tls.key() + " " + why,
                cause);
    }
}
