package io.github.junitllm.injection;

import io.github.junitllm.redact.Finding;
import io.github.junitllm.redact.RedactionRules;
import io.github.junitllm.redact.Redactor;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** Credentials by the formats of the recorder, and personal data where the test asks for it, which the user did not say. */
final class Secrets {

    private static final Redactor CREDENTIALS = Redactor.knowing(List.of());

    private final Redactor personal;
    private final Trust trust;

    Secrets(Trust trust) {
        this.trust = trust;
        this.personal =
                Redactor.knowing(List.of()).with(new RedactionRules(List.of(), Set.of(), List.of(), trust.personal()));
    }

    List<Hit> find(Placed text) {
        List<Finding> credentials = CREDENTIALS.find(text.text());
        Optional<Hit> secret = credentials.stream()
                .filter(found -> !isTheUsers(text, found))
                .findFirst()
                .map(found -> hit(SignalKind.SECRET, text, found));
        Optional<Hit> person = trust.personal().isEmpty()
                ? Optional.empty()
                : personal.find(text.text()).stream()
                        .filter(found -> !credentials.contains(found) && !isTheUsers(text, found))
                        .findFirst()
                        .map(found -> hit(SignalKind.PERSONAL_DATA, text, found));
        return List.of(secret, person).stream().flatMap(Optional::stream).toList();
    }

    private boolean isTheUsers(Placed text, Finding found) {
        String value = text.text().substring(found.start(), found.end());
        return trust.userWords().stream().anyMatch(words -> words.contains(value));
    }

    private static Hit hit(SignalKind kind, Placed text, Finding found) {
        return new Hit(kind, found.kind(), text.place(found.start()), text.place(found.end() - 1) + 1);
    }
}
