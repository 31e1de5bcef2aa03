package io.github.junitllm.redact;

import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;

/** Which names of members, parameters and variables say that their value is secret. Case, {@code -} and {@code _} count for nothing. */
final class SecretNames {

    private static final Set<String> NAMES = Set.of(
            "apikey",
            "accesstoken",
            "refreshtoken",
            "idtoken",
            "authtoken",
            "authorization",
            "clientsecret",
            "password",
            "passwd",
            "passphrase",
            "privatekey",
            "secret",
            "secretkey",
            "secretaccesskey",
            "sessiontoken",
            "xapikey");

    /** What the name of a variable or a member may end with, as in {@code MISTRAL_API_KEY}; its value must look it too. */
    private static final List<String> ENDINGS = List.of(
            "apikey",
            "accesskey",
            "accountkey",
            "secretkey",
            "signingkey",
            "encryptionkey",
            "privatekey",
            "clientsecret",
            "secret",
            "password",
            "passwd",
            "passphrase",
            "pwd",
            "accesstoken",
            "apitoken",
            "authtoken",
            "bearertoken",
            "bottoken",
            "githubtoken",
            "gitlabtoken",
            "idtoken",
            "refreshtoken",
            "securitytoken",
            "sessiontoken");

    private static final Set<String> PARAMETERS =
            Set.of("key", "token", "sig", "signature", "code", "xamzsignature", "xamzsecuritytoken", "xamzcredential");

    private final Set<String> names;

    private SecretNames(Set<String> names) {
        this.names = names;
    }

    static SecretNames with(Collection<String> more) {
        Set<String> names = new HashSet<>(NAMES);
        more.forEach(name -> names.add(plain(name)));
        return new SecretNames(names);
    }

    /** Tells whether any value of this member is secret. */
    boolean isSecret(String name) {
        return names.contains(plain(name));
    }

    /** Tells whether this is how variables with secrets are named. */
    boolean soundsSecret(String name) {
        String plain = plain(name);
        return names.contains(plain) || ENDINGS.stream().anyMatch(plain::endsWith);
    }

    boolean isSecretParameter(String name) {
        return soundsSecret(name) || PARAMETERS.contains(plain(name));
    }

    private static String plain(String name) {
        return name.toLowerCase(Locale.ROOT)
                .replace("-", "")
                .replace("_", "")
                .replace(".", "")
                .replace(" ", "");
    }
}
